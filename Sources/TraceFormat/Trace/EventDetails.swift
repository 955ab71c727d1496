/// A voter's answer to a request for its vote, as the voter's own trace shows it.
///
/// Raft §5.2, §5.4.1; dissertation §9.6 for pre-votes.
public struct VoteDecision: Hashable, Sendable, BitwiseCopyable {
  public var candidate: ServerID
  /// The term that is campaigned for.
  public var term: Observed<Term>
  public var isGranted: Bool
  public var isPreVote: Bool
  /// Index and term of the candidate's last entry.
  public var lastLogIndex: Observed<LogIndex>
  public var lastLogTerm: Observed<Term>

  public init(
    candidate: ServerID, term: Observed<Term>, isGranted: Bool, isPreVote: Bool = false,
    lastLogIndex: Observed<LogIndex> = .unknown, lastLogTerm: Observed<Term> = .unknown
  ) {
    self.candidate = candidate
    self.term = term
    self.isGranted = isGranted
    self.isPreVote = isPreVote
    self.lastLogIndex = lastLogIndex
    self.lastLogTerm = lastLogTerm
  }

  /// The end of the candidate's log, where both halves are known.
  public var lastLog: Observed<LogPosition> { LogPosition.observed(term: lastLogTerm, index: lastLogIndex) }
}

/// What a completed write to stable storage covers.
///
/// Raft Figure 2 (persistent state), dissertation §10.2.1.
public struct Persistence: Hashable, Sendable, BitwiseCopyable {
  /// True when term and vote are durable as they are now.
  public var coversTermAndVote: Bool
  /// The last durable entry.
  public var lastLogIndex: Observed<LogIndex>

  public init(coversTermAndVote: Bool, lastLogIndex: Observed<LogIndex> = .unknown) {
    self.coversTermAndVote = coversTermAndVote
    self.lastLogIndex = lastLogIndex
  }
}

/// The commit index of a server, and the term of the entry it points at.
///
/// Raft §5.3, §5.4.2.
public struct CommitAdvance: Hashable, Sendable, BitwiseCopyable {
  public var index: LogIndex
  public var entryTerm: Observed<Term>

  public init(index: LogIndex, entryTerm: Observed<Term> = .unknown) {
    self.index = index
    self.entryTerm = entryTerm
  }
}

/// A membership, and the entry that carries it where it is known.
public struct ConfigurationChange: Hashable, Sendable, BitwiseCopyable {
  public var configuration: ConfigurationID
  public var index: Observed<LogIndex>

  public init(configuration: ConfigurationID, index: Observed<LogIndex> = .unknown) {
    self.configuration = configuration
    self.index = index
  }
}

/// A client's request or its answer; call and return share `client` and `request`.
public struct ClientOperation: Hashable, Sendable, BitwiseCopyable {
  /// What a client wants of the state machine.
  public enum Action: UInt8, Hashable, CaseIterable, Sendable, BitwiseCopyable {
    case read
    case write
    case compareAndSwap
  }

  /// How a call ended; `indefinite` means that it may or may not have taken effect.
  public enum Outcome: UInt8, Hashable, CaseIterable, Sendable, BitwiseCopyable {
    case succeeded
    case failed
    case indefinite
  }

  public var client: NameID
  public var request: UInt64
  public var action: Observed<Action>
  public var key: Observed<NameID>
  public var value: Observed<PayloadHash>
  public var outcome: Observed<Outcome>
  /// The log index (or revision) that the answer names.
  public var index: Observed<LogIndex>
  /// The value that a compare-and-swap asks for.
  public var expected: Observed<PayloadHash> = .unknown
  /// The value in words, for reports only.
  public var shownValue: Observed<NameID> = .unknown

  public init(
    client: NameID, request: UInt64, action: Observed<Action> = .unknown,
    key: Observed<NameID> = .unknown, value: Observed<PayloadHash> = .unknown,
    outcome: Observed<Outcome> = .unknown, index: Observed<LogIndex> = .unknown
  ) {
    self.client = client
    self.request = request
    self.action = action
    self.key = key
    self.value = value
    self.outcome = outcome
    self.index = index
  }
}

/// The time in which a leader may serve reads without asking its followers, by its own clock.
///
/// Dissertation §6.4.1.
public struct Lease: Hashable, Sendable, BitwiseCopyable {
  public var begin: WallTime
  public var end: WallTime

  public init(begin: WallTime, end: WallTime) {
    self.begin = begin
    self.end = end
  }
}
