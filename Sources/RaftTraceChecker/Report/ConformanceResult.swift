/// What the replay of a trace against Raft's rules found.
public struct ConformanceResult: Sendable {
  public var status: ConformanceStatus
  /// Events that the replay took part by part and compared with Raft's rules.
  public var replayedEvents = 0
  /// Requirements of Raft that were put to the test.
  public var facts = 0
  /// The first refutation of each group and what came after it, in the order of reading; at most `refutationMaximum`.
  public var refutations: [Refutation] = []
  public var refutationCount = 0
  /// Where the replay lost sight of something, and why.
  public var limits: [ReplayLimit] = []

  /// The most refutations that are kept.
  public static let refutationMaximum = 20

  public init(status: ConformanceStatus) { self.status = status }

  /// Whether it found nothing that refutes after it had put something to the test.
  var decidesConformity: Bool { status == .conforms && facts > 0 }
}

/// How the replay ended.
public enum ConformanceStatus: String, Sendable {
  /// Some behavior of Raft shows what the trace shows, as far as it shows anything.
  case conforms
  /// No behavior of Raft shows what the trace shows.
  case violates
  /// A bound was reached, or the source does not say that it shows every step.
  case inconclusive
}

/// Why a part of the trace was not judged by the replay.
public enum ReplayLimit: Hashable, Sendable {
  /// So many events come from sources that may leave out lines.
  case incompleteSource(events: Int)
  /// A server's log has more changes of term than are kept; the oldest were forgotten.
  case logRuns(maximum: Int)
}
