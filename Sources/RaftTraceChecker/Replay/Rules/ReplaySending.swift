import TraceFormat

/// What a server sends follows from its state.
///
/// Raft Figure 2 (the arguments and results of the RPCs), Figure 13.
extension Replay {
  mutating func send(_ message: Message, _ line: ReplayLine) {
    let s = line.slot
    if line.dialect.isOrdered, line.dialect.showsMessages { sent.note(message) }
    guard message.source == line.event.server, message.destination != .known(line.event.server),
      let own = servers[s].term
    else { return }
    let misses: [NearMiss]
    switch message.body {
    case .requestVoteRequest(let request): misses = missesOf(request, message, own, line)
    case .requestVoteResponse(let response):
      guard response.voteGranted == .known(true), let candidate = message.destination.value else { return }
      return sendVote(to: candidate, message, own, line)
    case .appendEntriesRequest(let request): misses = missesOf(request, message, own, line)
    case .appendEntriesResponse(let response):
      guard response.success == .known(true), let index = response.matchIndex.value else { return }
      misses = missesOfAcknowledgement(index, message, own, line)
    case .installSnapshotRequest(let request): misses = missesOf(request, message, own, line)
    case .installSnapshotResponse(let response):
      guard response.success == .known(true), let index = response.matchIndex.value else { return }
      misses = missesOfAcknowledgement(index, message, own, line)
    case .timeoutNow: misses = missesOfTransfer(message, own, line)
    case .preVoteRequest, .preVoteResponse, .readIndexRequest, .readIndexResponse: return
    }
    findings.tested()
    guard !misses.isEmpty else { return }
    findings.refute(
      line, .sent(message), misses,
      because: [servers[s].lines.role, causeOfAnswer(message, s), servers[s].lines.log])
  }

  /// An answer rests on what was asked, and on the refused request that it may answer.
  private func causeOfAnswer(_ message: Message, _ s: Int) -> Witness? {
    switch message.body {
    case .appendEntriesResponse, .installSnapshotResponse, .requestVoteResponse: causeWitness(s)
    case .requestVoteRequest, .preVoteRequest, .preVoteResponse, .appendEntriesRequest,
      .installSnapshotRequest, .timeoutNow, .readIndexRequest, .readIndexResponse:
      nil
    }
  }

  /// A message of another term than the sender's.
  private func missOfTerm(_ message: Message, _ own: Term) -> NearMiss? {
    guard let term = message.term.value, term != own else { return nil }
    return NearMiss(.messageOfCurrentTerm, expected: .term(own), found: .term(term))
  }

  private func missesOfLeader(_ message: Message, _ own: Term, _ line: ReplayLine) -> [NearMiss] {
    if let miss = missOfTerm(message, own) { return [miss] }
    guard let role = servers[line.slot].role, role != .leader else { return [] }
    return [NearMiss(.senderIsLeader, expected: .role(.leader), found: .role(role))]
  }

  private func missesOfTransfer(_ message: Message, _ own: Term, _ line: ReplayLine) -> [NearMiss] {
    let s = line.slot
    let misses = missesOfLeader(message, own, line)
    guard misses.isEmpty, line.showsEveryCause, servers[s].leadership.isWhole, let last = servers[s].log.last,
      let target = message.destination.value
    else { return misses }
    let match = servers[s].leadership.match(of: target) ?? .zero
    return match >= last
      ? [] : [NearMiss(.transferTargetIsCaughtUp, expected: .index(last), found: .index(match))]
  }

  private func missesOf(
    _ request: RequestVoteRequest, _ message: Message, _ own: Term, _ line: ReplayLine
  ) -> [NearMiss] {
    let s = line.slot
    if let miss = missOfTerm(message, own) { return [miss] }
    if let role = servers[s].role, role != .candidate, role != .leader {
      return [NearMiss(.senderIsCandidate, expected: .role(.candidate), found: .role(role))]
    }
    guard let end = servers[s].log.end, let shown = request.lastLog.value, shown != end,
      !line.has(.comparesCommittableLogs) || shown > end
    else { return [] }
    return [NearMiss(.requestShowsOwnLog, expected: .position(end), found: .position(shown))]
  }

  private mutating func sendVote(
    to candidate: ServerID, _ message: Message, _ own: Term, _ line: ReplayLine
  ) {
    let s = line.slot
    if let miss = missOfTerm(message, own) {
      findings.refute(line, .sent(message), [miss], because: [causeWitness(s), servers[s].lines.role])
      return
    }
    guard case .known(let vote) = servers[s].vote else { return }
    findings.tested()
    if vote == nil { return giveVote(to: candidate, nil, line) }
    guard vote != candidate else { return }
    findings.refute(
      line, .sent(message), [NearMiss(.grantNeedsVote, expected: .server(vote), found: .server(candidate))],
      because: [servers[s].lines.vote, causeWitness(s)])
    servers[s].vote = .known(candidate)
  }

  private func missesOf(
    _ request: AppendEntriesRequest, _ message: Message, _ own: Term, _ line: ReplayLine
  ) -> [NearMiss] {
    let s = line.slot
    let misses = missesOfLeader(message, own, line)
    if !misses.isEmpty { return misses }
    if let commit = servers[s].commitIndex, let told = request.leaderCommit.value, told > commit {
      return [NearMiss(.leaderCommitIsOwn, expected: .index(commit), found: .index(told))]
    }
    guard let previous = request.prevLogIndex.value else { return [] }
    if servers[s].log.contains(request.prevLogTerm.value, at: previous) == false {
      return [foreign(previous, request.prevLogTerm.value, s)]
    }
    var expected = previous.next
    for entry in request.entries.entries where request.entries.isWhole {
      if entry.index != expected {
        return [NearMiss(.entriesSentAreOwn, expected: .index(expected), found: .index(entry.index))]
      }
      if servers[s].log.contains(entry.term.value, at: entry.index) == false {
        return [foreign(entry.index, entry.term.value, s)]
      }
      if servers[s].payloads.differ(from: entry) {
        return [
          NearMiss(
            .entriesSentAreOwn,
            found: .position(LogPosition(term: entry.term.value ?? own, index: entry.index)))
        ]
      }
      expected = expected.next
    }
    if let reach = request.reach, let last = servers[s].log.last, reach > last {
      return [NearMiss(.entriesSentAreOwn, expected: .index(last), found: .index(reach))]
    }
    return []
  }

  private func foreign(_ index: LogIndex, _ term: Term?, _ s: Int) -> NearMiss {
    let expected: ReplayValue? =
      servers[s].log.term(at: index).map { .position(LogPosition(term: $0, index: index)) }
      ?? servers[s].log.last.map { .index($0) }
    return NearMiss(
      .entriesSentAreOwn, expected: expected,
      found: term.map { .position(LogPosition(term: $0, index: index)) } ?? .index(index))
  }

  private func missesOf(
    _ request: InstallSnapshotRequest, _ message: Message, _ own: Term, _ line: ReplayLine
  ) -> [NearMiss] {
    let s = line.slot
    let misses = missesOfLeader(message, own, line)
    if !misses.isEmpty { return misses }
    let index = request.snapshot.lastIncludedIndex
    if let commit = servers[s].commitIndex, index > commit {
      return [NearMiss(.snapshotIsCommitted, expected: .index(commit), found: .index(index))]
    }
    if let term = request.snapshot.lastIncludedTerm.value, servers[s].log.contains(term, at: index) == false {
      return [
        NearMiss(
          .snapshotIsOwn, expected: servers[s].log.term(at: index).map { .term($0) }, found: .term(term))
      ]
    }
    return []
  }

  /// A follower acknowledges what a request has verified, and nothing behind it.
  private mutating func missesOfAcknowledgement(
    _ index: LogIndex, _ message: Message, _ own: Term, _ line: ReplayLine
  ) -> [NearMiss] {
    let s = line.slot
    if let miss = missOfTerm(message, own) { return [miss] }
    if let last = servers[s].log.last, index > last {
      return [NearMiss(.acknowledgesOnlyVerified, expected: .index(last), found: .index(index))]
    }
    guard line.dialect.showsMessages, !servers[s].isToldVaguely else { return [] }
    if let pending = servers[s].pending, pending.reach == index, pending.isAcceptable != false {
      return missesOfAccepted(pending, s)
    }
    if index <= servers[s].following.verified { return [] }
    if line.has(.acknowledgesCommitted), servers[s].commitIndex.map({ index <= $0 }) ?? true { return [] }
    if let refusal = servers[s].following.refusals.last(where: { $0.reach == index }) {
      return [
        NearMiss(
          .acceptNeedsPrevious, expected: .position(refusal.previous),
          found: refusal.own.map { .position(LogPosition(term: $0, index: refusal.previous.index)) }
            ?? servers[s].log.last.map { .index($0) })
      ]
    }
    guard servers[s].following.isWhole else { return [] }
    return [
      NearMiss(
        .acknowledgesOnlyVerified, expected: .index(servers[s].following.verified), found: .index(index))
    ]
  }

  /// A yes says that what the request brought is in the log.
  private mutating func missesOfAccepted(_ pending: PendingAppend, _ s: Int) -> [NearMiss] {
    if let index = pending.accepted.firstDifference(from: servers[s].log, behind: pending.previous) {
      return [
        NearMiss(
          .logAfterAccept, expected: position(index, in: pending.accepted),
          found: position(index, in: servers[s].log))
      ]
    }
    learnAccepted(pending, s)
    return []
  }

  private func position(_ index: LogIndex, in log: ReplayedLog) -> ReplayValue {
    log.term(at: index).map { .position(LogPosition(term: $0, index: index)) } ?? .index(index)
  }

  private mutating func learnAccepted(_ pending: PendingAppend, _ s: Int) {
    guard let last = servers[s].log.last, last >= pending.reach else { return }
    if last == pending.reach { servers[s].log = pending.log(endingAt: pending.reach) }
  }
}
