public import TraceFormat

/// What one server of a modelled cluster holds, in the groups of Figure 2.
///
/// A field that has no meaning in the server's role has its initial value, so that equal states are equal bytes.
public struct ServerState: Sendable, BitwiseCopyable {
  // Persistent state on all servers.
  public var currentTerm = Term.zero
  private var storedVote = Self.nobody
  public var log: ServerLog

  // Volatile state on all servers.
  public var commitIndex = LogIndex.zero
  public var lastApplied = LogIndex.zero
  public var role = Role.follower
  /// Digest of the commands applied so far: the state machine.
  public var machine: UInt32 = 0

  // Volatile state on candidates and pre-candidates: who has granted this campaign's (pre-)vote.
  public var votesGranted = ServerSet()

  // Volatile state on leaders.
  public var nextIndex = ServerTable()
  public var matchIndex = ServerTable()
  private var storedTransferTarget = Self.nobody
  /// The number of the latest round of heartbeats, 0 before the first; counts only where reads need it.
  public var heartbeatRound: UInt8 = 0
  public var read = PendingRead.none

  /// Room for what a variant of Raft remembers; Raft itself leaves it 0.
  public var extra: UInt32 = 0

  private static let nobody: UInt8 = .max

  /// A server that has never run, and knows this configuration.
  public init(membership: Membership) { log = ServerLog(membership: membership) }

  /// The candidate that received this server's vote in `currentTerm`; nil for none.
  public var votedFor: ServerID? {
    get { storedVote == Self.nobody ? nil : ServerID(UInt32(storedVote)) }
    set { storedVote = newValue.map { UInt8($0.rawValue) } ?? Self.nobody }
  }

  /// The server to which leadership is being transferred (dissertation §3.10); nil for none.
  public var transferTarget: ServerID? {
    get { storedTransferTarget == Self.nobody ? nil : ServerID(UInt32(storedTransferTarget)) }
    set { storedTransferTarget = newValue.map { UInt8($0.rawValue) } ?? Self.nobody }
  }

  @inline(__always)
  public var lastLog: LogPosition { log.last }

  /// The number of the next round of heartbeats; 1 comes after 255.
  public var nextHeartbeatRound: UInt8 { heartbeatRound == .max ? 1 : heartbeatRound + 1 }

  /// The configuration that the server uses: the latest in its log, committed or not (dissertation §4.1).
  @inline(__always)
  public var membership: Membership { log.membership }

  /// Puts what only candidates and leaders have back to its initial value.
  public mutating func forgetCampaignAndLeadership() {
    votesGranted = ServerSet()
    nextIndex = ServerTable()
    matchIndex = ServerTable()
    transferTarget = nil
    heartbeatRound = 0
    read = .none
  }
}

/// A read that a leader has taken from a client and not yet answered.
///
/// Dissertation §6.4: served once a quorum has answered a heartbeat sent after the read arrived, and `readIndex` is applied.
public struct PendingRead: Hashable, Sendable, BitwiseCopyable {
  public var isPending: Bool
  /// The round of heartbeats whose answers confirm the leadership.
  public var round: UInt8
  public var acknowledgedBy: ServerSet
  private var storedIndex: UInt32
  private var storedRequirement: UInt32

  public init(readIndex: LogIndex, round: UInt8, requirement: LogIndex) {
    isPending = true
    self.round = round
    acknowledgedBy = ServerSet()
    storedIndex = UInt32(truncatingIfNeeded: readIndex.rawValue)
    storedRequirement = UInt32(truncatingIfNeeded: requirement.rawValue)
  }

  private init() {
    isPending = false
    round = 0
    acknowledgedBy = ServerSet()
    storedIndex = 0
    storedRequirement = 0
  }

  public static let none = PendingRead()

  /// Whether an answer to this round of heartbeats was sent after the read arrived.
  ///
  /// Rounds go from 1 to 255 and round again: what seems 127 rounds ahead, or more, is behind. 0 is no round.
  public func isConfirmed(byRound answered: UInt8) -> Bool {
    answered != 0 && (Int(answered) - Int(round) + 255) % 255 < 127
  }

  /// The commit index that the leader noted when the read arrived.
  public var readIndex: LogIndex { LogIndex(UInt64(storedIndex)) }

  /// A history variable: the highest index committed anywhere when the read arrived, which it must see.
  public var requirement: LogIndex { LogIndex(UInt64(storedRequirement)) }
}
