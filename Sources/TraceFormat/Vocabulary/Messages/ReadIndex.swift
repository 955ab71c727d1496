/// Asks the leader for an index at which a read is linearizable.
///
/// Dissertation §6.4.
public struct ReadIndexRequest: Hashable, Sendable, BitwiseCopyable {
  /// Tells one read from another.
  public var context: Observed<PayloadHash>

  public init(context: Observed<PayloadHash> = .unknown) { self.context = context }
}

/// The leader's answer: the read may be served once this index is applied.
///
/// Dissertation §6.4.
public struct ReadIndexResponse: Hashable, Sendable, BitwiseCopyable {
  public var context: Observed<PayloadHash>
  public var readIndex: Observed<LogIndex>

  public init(context: Observed<PayloadHash> = .unknown, readIndex: Observed<LogIndex> = .unknown) {
    self.context = context
    self.readIndex = readIndex
  }
}
