import RaftTraceTestSupport
import TraceFormat

/// One line of a trace written wrong: a field of it, or the whole line left out or written twice.
enum LineFault: String, CaseIterable, Sendable {
  case term, vote, role, lastIndex, lastTerm, commit, applied
  case entryTerm, entryIndex, entryPayload
  case messageTerm, messageSource, candidateLog, previousIndex, previousTerm, leaderCommit, matchIndex, answer
  case lineLeftOut, lineTwice

  /// The events with the fault in the line at an index; nil where that line has nothing that it changes.
  func apply(to original: [TraceEvent], at k: Int, _ random: inout SeededRandom) -> [TraceEvent]? {
    var events = original
    switch self {
    case .lineLeftOut: events.remove(at: k)
    case .lineTwice: events.insert(events[k], at: k)
    case .term, .vote, .role, .lastIndex, .lastTerm, .commit, .applied:
      change(&events[k].observation, of: events[k].server, &random)
    case .entryTerm, .entryIndex, .entryPayload, .messageTerm, .messageSource, .candidateLog, .previousIndex,
      .previousTerm, .leaderCommit, .matchIndex, .answer:
      change(&events[k].kind, &random)
    }
    return events == original ? nil : events
  }

  private func change(_ observation: inout Observation, of server: ServerID, _ random: inout SeededRandom) {
    switch self {
    case .term: observation.currentTerm.shift(&random)
    case .vote:
      observation.votedFor = observation.votedFor == .known(server) ? .known(nil) : .known(server)
    case .role:
      let others = [Role.follower, .candidate, .leader].filter { .known($0) != observation.role }
      observation.role = .known(random.element(of: others))
    case .lastIndex: observation.lastLogIndex.shift(&random)
    case .lastTerm: observation.lastLogTerm.shift(&random)
    case .commit: observation.commitIndex.shift(&random)
    case .applied: observation.lastApplied.shift(&random)
    case .entryTerm, .entryIndex, .entryPayload, .messageTerm, .messageSource, .candidateLog, .previousIndex,
      .previousTerm, .leaderCommit, .matchIndex, .answer, .lineLeftOut, .lineTwice:
      break
    }
  }

  private func change(_ kind: inout EventKind, _ random: inout SeededRandom) {
    switch kind {
    case .entriesAppended(var batch):
      change(&batch, &random)
      kind = .entriesAppended(batch)
    case .messageSent(var message):
      change(&message, &random)
      kind = .messageSent(message)
    case .messageReceived(var message):
      change(&message, &random)
      kind = .messageReceived(message)
    case .start, .stop, .crash, .serverNamed, .roleChanged, .campaignStarted, .voteDecided, .leaderObserved,
      .messageDropped, .messageDuplicated, .logTruncated, .persisted, .committed, .applied, .snapshotTaken,
      .snapshotInstalled, .configurationProposed, .configurationInUse, .clientCalled, .clientReturned,
      .leaseHeld, .observed:
      break
    }
  }

  private func change(_ batch: inout EntryBatch, _ random: inout SeededRandom) {
    guard !batch.entries.isEmpty else { return }
    let i = Int.random(in: batch.entries.indices, using: &random)
    if self == .entryTerm { batch.entries[i].term.shift(&random) }
    if self == .entryIndex { batch.entries[i].index = LogIndex(batch.entries[i].index.rawValue + 1) }
    if self == .entryPayload { batch.entries[i].payload = .known(PayloadHash(random.next())) }
  }

  private func change(_ message: inout Message, _ random: inout SeededRandom) {
    if self == .messageTerm { message.term.shift(&random) }
    if self == .messageSource, let destination = message.destination.value {
      message.source = ServerID(
        (0..<3).first { $0 != message.source.rawValue && $0 != destination.rawValue } ?? 0)
    }
    switch message.body {
    case .requestVoteRequest(var request):
      if self == .candidateLog { request.lastLogIndex.shift(&random) }
      message.body = .requestVoteRequest(request)
    case .requestVoteResponse(var response):
      if self == .answer { response.voteGranted = response.voteGranted.map { !$0 } }
      message.body = .requestVoteResponse(response)
    case .appendEntriesRequest(var request):
      if self == .previousIndex { request.prevLogIndex.shift(&random) }
      if self == .previousTerm { request.prevLogTerm.shift(&random) }
      if self == .leaderCommit { request.leaderCommit.shift(&random) }
      change(&request.entries, &random)
      message.body = .appendEntriesRequest(request)
    case .appendEntriesResponse(var response):
      if self == .matchIndex { response.matchIndex.shift(&random) }
      if self == .answer { response.success = response.success.map { !$0 } }
      message.body = .appendEntriesResponse(response)
    case .preVoteRequest, .preVoteResponse, .installSnapshotRequest, .installSnapshotResponse, .timeoutNow,
      .readIndexRequest, .readIndexResponse:
      break
    }
  }
}

extension Observed<Term> {
  fileprivate mutating func shift(_ random: inout SeededRandom) {
    self = map { Term(random.isOnce(in: 2) && $0 > .zero ? $0.rawValue - 1 : $0.rawValue + 1) }
  }
}

extension Observed<LogIndex> {
  fileprivate mutating func shift(_ random: inout SeededRandom) {
    self = map { LogIndex(random.isOnce(in: 2) && $0 > .zero ? $0.rawValue - 1 : $0.rawValue + 1) }
  }
}
