/// A snapshot: the last entry it covers, and where known the configuration and a digest of its content.
///
/// Raft §7 and Figure 13.
public struct Snapshot: Hashable, Sendable, BitwiseCopyable {
  public var lastIncludedIndex: LogIndex
  public var lastIncludedTerm: Observed<Term>
  public var configuration: Observed<ConfigurationID>
  public var content: Observed<PayloadHash>

  public init(
    lastIncludedIndex: LogIndex, lastIncludedTerm: Observed<Term> = .unknown,
    configuration: Observed<ConfigurationID> = .unknown, content: Observed<PayloadHash> = .unknown
  ) {
    self.lastIncludedIndex = lastIncludedIndex
    self.lastIncludedTerm = lastIncludedTerm
    self.configuration = configuration
    self.content = content
  }
}
