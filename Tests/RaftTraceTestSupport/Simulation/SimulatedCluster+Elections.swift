import TraceFormat

/// Raft §5.2 and §5.4.1.
extension SimulatedCluster {
  mutating func campaign(_ i: Int) {
    guard servers[i].role == .follower || servers[i].role == .candidate else { return }
    if random.isOnce(in: 2) { record(i, .campaignStarted) }
    record(i, .roleChanged(.candidate)) {
      $0.state.term += 1
      $0.state.votedFor = i
      $0.role = .candidate
      $0.leader = nil
      $0.votes = [i]
    }
    let request = RequestVoteRequest(
      lastLogIndex: .known(LogIndex(servers[i].last)), lastLogTerm: .known(Term(servers[i].lastTerm)))
    for voter in voters where voter != i { send(i, to: voter, .requestVoteRequest(request)) }
  }

  mutating func receive(_ message: Message) {
    guard let destination = message.destination.value, let term = message.term.value?.rawValue else { return }
    let (i, source) = (recording.number(destination), recording.number(message.source))
    record(i, .messageReceived(message))
    if term > servers[i].state.term { enter(term, i) }
    switch message.body {
    case .requestVoteRequest(let request): answer(request, term, i, source)
    case .requestVoteResponse(let response): count(response, term, i, source)
    case .appendEntriesRequest(let request): answer(request, term, i, source)
    case .appendEntriesResponse(let response): note(response, term, i, source)
    case .installSnapshotRequest(let request): answer(request, term, i, source)
    case .installSnapshotResponse(let response):
      noteMatch(response.matchIndex.value?.rawValue ?? 0, term, i, source)
    case .preVoteRequest, .preVoteResponse, .timeoutNow, .readIndexRequest, .readIndexResponse: break
    }
  }

  private mutating func enter(_ term: UInt64, _ i: Int) {
    func change(_ server: inout SimulatedServer) {
      server.state.term = term
      server.state.votedFor = nil
      server.leader = nil
      if server.role != .learner { server.role = .follower }
    }
    if servers[i].role == .candidate || servers[i].role == .leader {
      record(i, .roleChanged(.follower), change)
    } else {
      change(&servers[i])
    }
  }

  private mutating func answer(_ request: RequestVoteRequest, _ term: UInt64, _ i: Int, _ source: Int) {
    let voter = servers[i]
    let own = LogPosition(term: Term(voter.lastTerm), index: LogIndex(voter.last))
    let isUpToDate = request.lastLog.value.map { $0 >= own } ?? false
    let isGranted =
      term == voter.state.term && isUpToDate && voter.role != .learner
      && (voter.state.votedFor ?? source) == source
    let decision = VoteDecision(
      candidate: recording.id(source), term: .known(Term(term)), isGranted: isGranted,
      lastLogIndex: request.lastLogIndex, lastLogTerm: request.lastLogTerm)
    record(i, .voteDecided(decision)) { if isGranted { $0.state.votedFor = source } }
    send(i, to: source, .requestVoteResponse(RequestVoteResponse(voteGranted: .known(isGranted))))
  }

  private mutating func count(_ response: RequestVoteResponse, _ term: UInt64, _ i: Int, _ source: Int) {
    guard servers[i].role == .candidate, term == servers[i].state.term, response.voteGranted == .known(true)
    else { return }
    servers[i].votes.insert(source)
    guard isQuorum(servers[i].votes.count) else { return }
    let others = servers.indices.filter { $0 != i }
    record(i, .roleChanged(.leader)) { server in
      server.role = .leader
      server.leader = i
      server.match = [:]
      for other in others { server.next[other] = server.last + 1 }
    }
    if !random.isOnce(in: 4) { append(i, count: 1) }
  }
}
