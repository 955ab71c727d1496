public import TraceFormat

/// What a trace has shown of one server up to some line, field by field; what it has not shown is unknown.
///
/// Raft Figure 2 (State). Follows the lines only; no rule of Raft fills a gap.
public struct ComparedState: Hashable, Sendable {
  public private(set) var role: Observed<Role> = .unknown
  public private(set) var term: Observed<Term> = .unknown
  public private(set) var votedFor: Observed<ServerID?> = .unknown
  public private(set) var leader: Observed<ServerID?> = .unknown
  public private(set) var lastLogIndex: Observed<LogIndex> = .unknown
  public private(set) var lastLogTerm: Observed<Term> = .unknown
  public private(set) var commitIndex: Observed<LogIndex> = .unknown
  /// Which life of the server this is, counted from 1.
  public private(set) var incarnation = 1
  private var isStarted = false

  public init() {}

  /// What one line shows.
  public init(_ event: TraceEvent) { take(event) }

  mutating func take(_ event: TraceEvent) {
    if event.observation.moment == .before { take(event.observation) }
    apply(event)
    if event.observation.moment == .after { take(event.observation) }
  }

  private mutating func take(_ observation: Observation) {
    enter(observation.currentTerm)
    role = observation.role.or(role)
    votedFor = observation.votedFor.or(votedFor)
    leader = observation.leader.or(leader)
    lastLogIndex = observation.lastLogIndex.or(lastLogIndex)
    lastLogTerm = observation.lastLogTerm.or(lastLogTerm)
    commitIndex = observation.commitIndex.or(commitIndex)
  }

  private mutating func apply(_ event: TraceEvent) {
    switch event.kind {
    case .start: restart()
    case .stop, .crash: role = .unknown
    case .roleChanged(let role): self.role = .known(role)
    case .voteDecided(let vote): decide(vote)
    case .leaderObserved(let leader): self.leader = .known(leader)
    case .entriesAppended(let batch): append(batch)
    case .logTruncated(let index): endLog(at: .known(index.previous), term: .unknown)
    case .committed(let advance): commitIndex = .known(advance.index)
    case .snapshotInstalled(let snapshot):
      endLog(at: .known(snapshot.lastIncludedIndex), term: snapshot.lastIncludedTerm)
    case .serverNamed, .campaignStarted, .messageSent, .messageReceived, .messageDropped, .messageDuplicated,
      .persisted, .applied, .snapshotTaken, .configurationProposed, .configurationInUse, .clientCalled,
      .clientReturned, .leaseHeld, .observed:
      break
    }
  }

  /// The first start is that of the first life, also behind lines of a life that began before the trace.
  private mutating func restart() {
    let number = isStarted ? incarnation + 1 : incarnation
    self = ComparedState()
    incarnation = number
    isStarted = true
  }

  /// A new term brings a new vote and a new leader.
  private mutating func enter(_ newTerm: Observed<Term>) {
    guard newTerm.isKnown, newTerm != term else { return }
    if term.isKnown {
      votedFor = .unknown
      leader = .unknown
    }
    term = newTerm
  }

  private mutating func decide(_ vote: VoteDecision) {
    guard vote.isGranted, !vote.isPreVote else { return }
    enter(vote.term)
    votedFor = .known(vote.candidate)
  }

  private mutating func append(_ batch: EntryBatch) {
    guard let last = batch.entries.last, batch.isWhole else {
      if batch.count != .known(0) { endLog(at: .unknown, term: .unknown) }
      return
    }
    endLog(at: .known(last.index), term: last.term)
  }

  private mutating func endLog(at index: Observed<LogIndex>, term: Observed<Term>) {
    lastLogIndex = index
    lastLogTerm = term
  }
}
