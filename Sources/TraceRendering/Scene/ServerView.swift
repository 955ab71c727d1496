import TraceFormat

/// What a trace has shown of one server up to some line; what it has not shown is unknown.
///
/// Raft Figure 2 (State). Follows the events only: no rule of Raft fills a gap, so that a picture never shows more than
/// its trace does.
struct ServerView: Hashable, Sendable, BitwiseCopyable {
  var isUp: Observed<Bool> = .unknown
  var role: Observed<Role> = .unknown
  var term: Observed<Term> = .unknown
  var votedFor: Observed<ServerID?> = .unknown
  var lastLogIndex: Observed<LogIndex> = .unknown
  var lastLogTerm: Observed<Term> = .unknown
  var commitIndex: Observed<LogIndex> = .unknown

  /// The view once the event has happened.
  func after(_ event: TraceEvent) -> ServerView {
    var view = self
    switch event.observation.moment {
    case .before:
      view.take(event.observation)
      view.apply(event)
    case .after:
      view.apply(event)
      view.take(event.observation)
    }
    return view
  }

  /// Whether both views may be of one state: no value that both know differs.
  func agrees(with other: ServerView) -> Bool {
    isUp.agrees(with: other.isUp) && role.agrees(with: other.role) && term.agrees(with: other.term)
      && votedFor.agrees(with: other.votedFor) && lastLogIndex.agrees(with: other.lastLogIndex)
      && lastLogTerm.agrees(with: other.lastLogTerm) && commitIndex.agrees(with: other.commitIndex)
  }

  private mutating func take(_ observation: Observation) {
    enter(observation.currentTerm)
    role = observation.role.or(role)
    votedFor = observation.votedFor.or(votedFor)
    lastLogIndex = observation.lastLogIndex.or(lastLogIndex)
    lastLogTerm = observation.lastLogTerm.or(lastLogTerm)
    commitIndex = observation.commitIndex.or(commitIndex)
  }

  private mutating func apply(_ event: TraceEvent) {
    switch event.kind {
    case .start: self = ServerView(isUp: .known(true))
    case .stop, .crash:
      isUp = .known(false)
      role = .unknown
    case .roleChanged(let role): self.role = .known(role)
    case .voteDecided(let vote): decide(vote)
    case .entriesAppended(let batch): append(batch)
    case .logTruncated(let index): endLog(at: .known(index.previous), term: .unknown)
    case .committed(let advance): commitIndex = .known(advance.index)
    case .snapshotInstalled(let snapshot):
      endLog(at: .known(snapshot.lastIncludedIndex), term: snapshot.lastIncludedTerm)
    case .serverNamed, .campaignStarted, .leaderObserved, .messageSent, .messageReceived, .messageDropped,
      .messageDuplicated, .persisted, .applied, .snapshotTaken, .configurationProposed, .configurationInUse,
      .clientCalled, .clientReturned, .leaseHeld, .observed:
      break
    }
  }

  /// A new term brings a new vote, so the vote of the term before says nothing any more.
  private mutating func enter(_ newTerm: Observed<Term>) {
    guard newTerm.isKnown, newTerm != term else { return }
    if term.isKnown { votedFor = .unknown }
    term = newTerm
  }

  private mutating func decide(_ vote: VoteDecision) {
    guard vote.isGranted, !vote.isPreVote else { return }
    enter(vote.term)
    votedFor = .known(vote.candidate)
  }

  private mutating func append(_ batch: EntryBatch) {
    let isWhole = batch.count == .known(batch.entries.count)
    guard let last = batch.entries.last, isWhole else {
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
