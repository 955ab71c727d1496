import TraceFormat

/// What a message that arrives means for the lines that follow.
///
/// Raft §5.1 and Figure 2 (All Servers, and the receivers of the RPCs).
extension Replay {
  mutating func receive(_ message: Message, _ line: ReplayLine) {
    let s = line.slot
    checkSent(message, line)
    servers[s].cause = line.event
    servers[s].pending = nil
    servers[s].pendingSnapshot = nil
    servers[s].isToldVaguely = false
    guard let own = servers[s].term else { return receiveUnplaced(message, s) }
    guard let term = message.term.value else { return receiveVaguely(message, line) }
    if case .preVoteResponse(let response) = message.body, response.voteGranted == .known(true) {
      servers[s].election.preVotes.append(
        Backing(server: message.source, position: line.event.position))
      return
    }
    if term > own { adopt(term, of: message, line) }
    guard term == servers[s].term else { return }
    take(message, line)
  }

  /// A message that arrives was sent, by a server whose lines are there too, since it began.
  private mutating func checkSent(_ message: Message, _ line: ReplayLine) {
    guard line.dialect.isOrdered, line.dialect.showsMessages,
      let sender = peers(of: line.slot).first(where: { $0.server == message.source }),
      let since = sender.seenSince, let term = message.term.value, term > since,
      !message.body.isUntraced(by: line), let wasSent = sent.contains(message)
    else { return }
    findings.tested()
    if wasSent { return }
    findings.refute(line, .received(message), [NearMiss(.messageWasSent, expected: .server(message.source))])
  }

  /// A term above the server's own is adopted; whether a request for a vote is heard at all, its next line shows.
  ///
  /// Dissertation §4.2.3: while a leader is alive, requests for votes may be ignored.
  private mutating func adopt(_ term: Term, of message: Message, _ line: ReplayLine) {
    let s = line.slot
    guard message.body.bindsReceiver, let own = servers[s].term else { return }
    if case .requestVoteRequest = message.body { return }
    if line.has(.mayIgnoreAnswers), mayIgnore(message.body, s) { return }
    leaveLeadership(s)
    let role = servers[s].role
    servers[s].enter(term, vote: .known(nil), role: role == .learner ? .learner : .follower)
    servers[s].following.isWhole = line.dialect.showsMessages
    servers[s].adopted = (term, own)
  }

  /// Whether an answer is one that a server may pass over where its source diverges so.
  private func mayIgnore(_ body: MessageBody, _ s: Int) -> Bool {
    switch body {
    case .appendEntriesResponse: servers[s].role != .leader
    case .requestVoteResponse, .preVoteResponse, .timeoutNow: true
    case .requestVoteRequest, .preVoteRequest, .appendEntriesRequest, .installSnapshotRequest,
      .installSnapshotResponse, .readIndexRequest, .readIndexResponse:
      false
    }
  }

  /// Takes in a message of the server's own term.
  private mutating func take(_ message: Message, _ line: ReplayLine) {
    let s = line.slot
    switch message.body {
    case .appendEntriesRequest(let request): follow(request, message, line)
    case .installSnapshotRequest(let request):
      guard message.source != servers[s].server, servers[s].role != .leader else { return }
      servers[s].pendingSnapshot = whole(request.snapshot, message, s)
      servers[s].following.accept(request.snapshot.lastIncludedIndex)
      servers[s].following.leaderCommit = max(
        servers[s].following.leaderCommit, request.snapshot.lastIncludedIndex)
    case .requestVoteResponse(let response):
      if response.voteGranted == .known(false) { return }
      servers[s].election.votes.append(Backing(server: message.source, position: line.event.position))
    case .appendEntriesResponse(let response):
      if response.success == .known(false) { return }
      servers[s].leadership.note(
        message.source, through: response.matchIndex.value ?? LogIndex(.max), at: line.event.position)
    case .installSnapshotResponse(let response):
      if response.success == .known(false) { return }
      servers[s].leadership.note(
        message.source, through: response.matchIndex.value ?? LogIndex(.max), at: line.event.position)
    case .requestVoteRequest, .preVoteRequest, .preVoteResponse, .timeoutNow, .readIndexRequest,
      .readIndexResponse:
      break
    }
  }

  /// A snapshot with the term that the leader's log has at its index, where the message does not show it.
  private func whole(_ shown: Snapshot, _ message: Message, _ s: Int) -> Snapshot {
    guard !shown.lastIncludedTerm.isKnown, let term = message.term.value,
      let leader = leaders.leader(of: term, servers[s].group, servers)
    else { return shown }
    var snapshot = shown
    snapshot.lastIncludedTerm = Observed(leader.log.term(at: shown.lastIncludedIndex))
    return snapshot
  }

  private mutating func follow(
    _ request: AppendEntriesRequest, _ message: Message, _ line: ReplayLine
  ) {
    let s = line.slot
    guard message.source != servers[s].server, servers[s].role != .leader else { return }
    let leaderCommit = request.leaderCommit.value ?? LogIndex(.max)
    guard let previous = request.prevLogIndex.value, let count = request.entries.count.value else {
      servers[s].following.isWhole = false
      return followVaguely(s)
    }
    if count == 0, previous == .zero, line.has(.heartbeatsShowMatch) {
      servers[s].following.heartbeatCommit = max(servers[s].following.heartbeatCommit, leaderCommit)
    }
    let leader = message.term.value.flatMap { leaders.leader(of: $0, servers[s].group, servers) }
    let pending = PendingAppend(
      previous: previous, previousTerm: request.prevLogTerm.value ?? leader?.log.term(at: previous),
      count: UInt64(clamping: count), log: servers[s].log,
      terms: { request.entries.term(at: $0, behind: previous) ?? leader?.log.term(at: $0) })
    servers[s].pending = pending
    if pending.isAcceptable == false {
      servers[s].following.refuse(
        ReplayedFollowing.Refusal(
          reach: pending.reach,
          previous: LogPosition(term: pending.previousTerm ?? .zero, index: previous),
          own: servers[s].log.term(at: previous), request: line.event))
    } else {
      servers[s].following.accept(pending.reach)
      servers[s].following.leaderCommit = max(servers[s].following.leaderCommit, leaderCommit)
    }
  }

  /// A message without a term may be of this one: a yes may count, a request may have been accepted.
  private mutating func receiveVaguely(_ message: Message, _ line: ReplayLine) {
    switch message.body {
    case .appendEntriesRequest, .installSnapshotRequest:
      servers[line.slot].following.isWhole = false
      receiveUnplaced(message, line.slot)
    case .requestVoteRequest, .requestVoteResponse, .preVoteRequest, .preVoteResponse, .appendEntriesResponse,
      .installSnapshotResponse, .timeoutNow, .readIndexRequest, .readIndexResponse:
      take(message, line)
    }
  }

  /// A message of which it is unknown whether its term is the server's: a request may be carried out.
  private mutating func receiveUnplaced(_ message: Message, _ s: Int) {
    switch message.body {
    case .appendEntriesRequest: followVaguely(s)
    case .installSnapshotRequest(let request):
      servers[s].pendingSnapshot = request.snapshot
      followVaguely(s)
    case .requestVoteRequest, .requestVoteResponse, .preVoteRequest, .preVoteResponse, .appendEntriesResponse,
      .installSnapshotResponse, .timeoutNow, .readIndexRequest, .readIndexResponse:
      break
    }
  }

  /// Follows a request that does not show what it does to the log.
  private mutating func followVaguely(_ s: Int) {
    servers[s].isToldVaguely = true
    servers[s].log.forget(behind: servers[s].commitFloor)
  }
}

extension MessageBody {
  /// Whether the source shows the message only where it arrives.
  fileprivate func isUntraced(by line: ReplayLine) -> Bool {
    switch self {
    case .requestVoteResponse, .preVoteResponse, .timeoutNow: line.has(.untracedVoteAnswers)
    case .requestVoteRequest, .preVoteRequest, .appendEntriesRequest, .appendEntriesResponse,
      .installSnapshotRequest, .installSnapshotResponse, .readIndexRequest, .readIndexResponse:
      false
    }
  }
}

extension EntryBatch {
  /// The term of the entry at an index, where it is shown.
  fileprivate func term(at index: LogIndex, behind previous: LogIndex) -> Term? {
    let k = Int(clamping: index.rawValue - previous.rawValue) - 1
    if k < entries.count, entries[k].index == index { return entries[k].term.value }
    return entries.first { $0.index == index }?.term.value
  }
}
