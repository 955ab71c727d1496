/// What an event shows of its server's state, each field known or unknown.
///
/// Raft Figure 2 (State). The whole state need not be shown; what is not shown is not assumed.
public struct Observation: Hashable, Sendable, BitwiseCopyable {
  /// Whether the fields hold before or after the event took effect.
  public enum Moment: UInt8, Sendable, BitwiseCopyable {
    case before
    case after
  }

  public var moment: Moment = .after
  public var currentTerm: Observed<Term> = .unknown
  /// `.known(nil)` is "has voted for nobody in this term".
  public var votedFor: Observed<ServerID?> = .unknown
  public var role: Observed<Role> = .unknown
  /// `.known(nil)` is "knows no leader".
  public var leader: Observed<ServerID?> = .unknown
  public var lastLogIndex: Observed<LogIndex> = .unknown
  public var lastLogTerm: Observed<Term> = .unknown
  public var commitIndex: Observed<LogIndex> = .unknown
  public var lastApplied: Observed<LogIndex> = .unknown
  /// The last index known to be on stable storage.
  public var durableIndex: Observed<LogIndex> = .unknown
  /// The last index covered by the server's snapshot; 0 when it has none.
  public var snapshotIndex: Observed<LogIndex> = .unknown
  /// Digest of the state machine at `lastApplied`.
  public var stateHash: Observed<PayloadHash> = .unknown
  public var configuration: Observed<ConfigurationID> = .unknown

  public init() {}

  /// The end of the log, where both halves are known.
  public var lastLog: Observed<LogPosition> { LogPosition.observed(term: lastLogTerm, index: lastLogIndex) }
}
