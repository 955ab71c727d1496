import TraceFormat

/// What messages show, by the lines of the server that sends or gets them.
extension ServerTrack {
  mutating func send(_ message: Message, _ stamp: Stamp) {
    guard message.source == server, message.destination != .known(server) else { return }
    if let destination = message.destination.value {
      note(destination, stamp)
      contacts.send(to: destination, stamp)
    }
    segments[segments.count - 1].noteSending(stamp)
    switch message.body {
    case .requestVoteRequest(let request):
      if let term = message.term.value { enter(term: term, stamp) }
      add(.asked(message.destination.value, isPreVote: false, term: message.term), stamp)
      endLog(at: LogEnd(index: request.lastLogIndex, term: request.lastLogTerm), stamp)
    case .preVoteRequest(let request):
      add(.asked(message.destination.value, isPreVote: true, term: message.term), stamp)
      endLog(at: LogEnd(index: request.lastLogIndex, term: request.lastLogTerm), stamp)
    case .appendEntriesRequest(let request):
      lead(message.term, stamp)
      if let reach = request.reach { work.append(through: reach, stamp) }
    case .installSnapshotRequest: lead(message.term, stamp)
    case .timeoutNow: add(.transferSent(to: message.destination.value), stamp)
    case .requestVoteResponse, .preVoteResponse, .appendEntriesResponse, .installSnapshotResponse,
      .readIndexRequest, .readIndexResponse:
      break
    }
  }

  /// Only the leader sends entries.
  private mutating func lead(_ shown: Observed<Term>, _ stamp: Stamp) {
    if let shown = shown.value { enter(term: shown, stamp) }
    if current?.role == nil { enter(role: .leader, stamp) }
  }

  mutating func receive(_ message: Message, _ stamp: Stamp) {
    let source = message.source
    if source != server {
      note(source, stamp)
      contacts.receive(from: source, stamp)
      heard = message.term.value.map { (source, $0, message.body.type == .requestVoteRequest) }
    }
    switch message.body {
    case .requestVoteRequest: hear(source, isPreVote: false, message.term, stamp)
    case .preVoteRequest: hear(source, isPreVote: true, message.term, stamp)
    case .requestVoteResponse(let response):
      // A vote is granted in the candidate's own term.
      if response.voteGranted == .known(true), let voted = message.term.value {
        heard = nil
        enter(term: voted, stamp)
      }
      add(.answered(by: source, isPreVote: false, isGranted: response.voteGranted), stamp)
    case .preVoteResponse(let response):
      add(.answered(by: source, isPreVote: true, isGranted: response.voteGranted), stamp)
    case .appendEntriesRequest, .installSnapshotRequest: obey(source, message.term, stamp)
    case .appendEntriesResponse(let response):
      guard current?.leads == true, response.success != .known(false), let match = response.matchIndex.value,
        let last = lastLog.index.value
      else { return }
      work.acknowledge(by: source, match: match, last: last, stamp)
    case .timeoutNow: add(.transferReceived, stamp)
    case .installSnapshotResponse, .readIndexRequest, .readIndexResponse: break
    }
  }

  private mutating func hear(_ source: ServerID, isPreVote: Bool, _ term: Observed<Term>, _ stamp: Stamp) {
    if source != server { add(.heard(from: source, isPreVote: isPreVote, term: term), stamp) }
  }

  /// Entries or a snapshot of the present term come from its leader.
  private mutating func obey(_ source: ServerID, _ shown: Observed<Term>, _ stamp: Stamp) {
    guard source != server, current?.role != .leader else { return }
    if let shown = shown.value, let term, shown != term { return }
    if leader == nil, shown.isKnown {
      add(.follows(source), stamp)
      enter(role: current?.role == .learner ? .learner : .follower, term: term, leader: source, stamp)
    }
    if shown.isKnown, leader == source { segments[segments.count - 1].leaderTermIsShown = true }
    if leader == source { noteProgress(stamp) }
  }
}
