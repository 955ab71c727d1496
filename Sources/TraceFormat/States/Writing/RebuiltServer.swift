/// What is known of a server after its events so far, in the variables of raft.tla.
///
/// Raft Figure 2 (State). Each event adds what it tells; what it leaves open becomes unknown, never a default.
struct RebuiltServer: Equatable {
  var currentTerm: Observed<Term> = .unknown
  var role: Observed<Role> = .unknown
  var votedFor: Observed<ServerID?> = .unknown
  var commitIndex: Observed<LogIndex> = .unknown
  /// From index 1 on, each with its term.
  var log: Observed<[LogEntry]> = .unknown

  mutating func follow(_ event: TraceEvent) {
    if event.observation.moment == .before { take(event.observation) }
    apply(event.kind)
    if event.kind == .start, !event.observation.lastLogIndex.isKnown { log = .unknown }
    if event.observation.moment == .after { take(event.observation) }
  }

  private mutating func apply(_ kind: EventKind) {
    switch kind {
    case .start: forgetAllButLog()
    case .roleChanged(let role): self.role = .known(role)
    case .voteDecided(let vote): note(vote)
    case .entriesAppended(let batch): append(batch)
    case .logTruncated(let index): truncate(from: index)
    case .committed(let commit): commitIndex = .known(commit.index)
    case .snapshotInstalled: log = .unknown
    case .stop, .crash, .serverNamed, .campaignStarted, .leaderObserved, .messageSent, .messageReceived,
      .messageDropped, .messageDuplicated, .persisted, .applied, .snapshotTaken, .configurationProposed,
      .configurationInUse, .clientCalled, .clientReturned, .leaseHeld, .observed:
      break
    }
  }

  /// The log stays where the observation of the start agrees with its end.
  private mutating func forgetAllButLog() {
    let log = log
    self = RebuiltServer()
    self.log = log
  }

  private mutating func take(_ observation: Observation) {
    if let term = observation.currentTerm.value, .known(term) != currentTerm {
      currentTerm = .known(term)
      votedFor = .unknown
    }
    votedFor = observation.votedFor.or(votedFor)
    role = observation.role.or(role)
    commitIndex = observation.commitIndex.or(commitIndex)
    if let last = observation.lastLogIndex.value { agree(on: last, observation.lastLogTerm) }
  }

  private mutating func note(_ vote: VoteDecision) {
    guard vote.isGranted, !vote.isPreVote else { return }
    if let term = vote.term.value {
      if case .known(let current) = currentTerm, term < current { return }
      currentTerm = .known(term)
    }
    votedFor = .known(vote.candidate)
  }

  private mutating func append(_ batch: EntryBatch) {
    if batch.count == .known(0) { return }
    guard batch.isWhole, var entries = log.value else { return log = .unknown }
    for entry in batch.entries {
      guard entry.term.isKnown, entry.index > .zero, entry.index.rawValue <= UInt64(entries.count) + 1 else {
        return log = .unknown
      }
      let place = Int(entry.index.rawValue) - 1
      if place < entries.count {
        if entries[place].term == entry.term { continue }
        entries.removeLast(entries.count - place)
      }
      entries.append(entry)
    }
    log = .known(entries)
  }

  private mutating func truncate(from index: LogIndex) {
    guard let entries = log.value, index > .zero else { return }
    log = .known(Array(entries.prefix(Int(clamping: index.rawValue - 1))))
  }

  /// Forgets a log whose end is another one than the trace shows.
  private mutating func agree(on last: LogIndex, _ term: Observed<Term>) {
    if last == .zero { return log = .known([]) }
    guard let entries = log.value else { return }
    if UInt64(entries.count) == last.rawValue, !term.isKnown || entries.last?.term == term { return }
    log = .unknown
  }
}
