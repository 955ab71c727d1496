/// Which parts of Raft a model has, beyond election, replication, commit and apply.
public struct ModelOptions: Hashable, Sendable, BitwiseCopyable {
  /// How the members of a cluster change.
  public enum MembershipChange: UInt8, CaseIterable, Sendable, BitwiseCopyable {
    case none
    /// One voter at a time (dissertation §4.1), with the correction of 2015: a leader first commits in its own term.
    case oneServer
    /// By joint consensus (§6, dissertation §4.3).
    case joint
  }

  /// A server asks before it campaigns (dissertation §9.6).
  public var hasPreVote = false
  /// A leader steps down when it does not hear from a majority (dissertation §6.2); in the model, at any time.
  public var hasCheckQuorum = false
  /// A leader can hand its leadership over (dissertation §3.10).
  public var hasLeadershipTransfer = false
  /// Servers compact their logs and leaders send snapshots (§7).
  public var hasSnapshots = false
  /// Leaders serve reads without an entry in the log (dissertation §6.4).
  public var hasReads = false
  /// Members can receive entries without a vote (dissertation §4.2.1).
  public var hasLearners = false
  public var membershipChange = MembershipChange.none
  /// A leader begins its term with an empty entry (§8).
  public var appendsNoOperation = false
  /// A leader advances `nextIndex` when it sends, not when it is answered (dissertation §10.2.1).
  public var pipelinesEntries = false
  /// Applying an entry is a step of its own; otherwise it follows commitment at once.
  public var appliesSeparately = false
  /// The most entries of one message; 1 to `EntryList.capacity`.
  public var entriesPerMessageMaximum: UInt8 = 4

  public init() {}
}
