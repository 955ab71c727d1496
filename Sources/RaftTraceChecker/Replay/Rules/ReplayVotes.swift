import TraceFormat

/// Votes: one a term, for a candidate that asked and whose log is not behind the voter's.
///
/// Raft §5.2, §5.4.1 and Figure 2 (RequestVote RPC).
extension Replay {
  /// Takes in the vote that a line shows.
  mutating func settleVote(_ line: ReplayLine) {
    let s = line.slot
    guard case .known(let shown) = line.event.observation.votedFor else {
      // A vote that is not shown may have been given.
      if !line.isContinued, servers[s].vote == .known(nil) { servers[s].vote = .unknown }
      return
    }
    guard servers[s].term != nil, case .known(let vote) = servers[s].vote else {
      servers[s].vote = .known(shown)
      servers[s].lines.vote = voteWitness(shown, line)
      return
    }
    findings.tested()
    if shown == vote { return }
    if vote == nil, let shown { return giveVote(to: shown, nil, line) }
    refuteChange(of: vote, to: shown, line)
  }

  /// Takes in a decision that a line tells.
  mutating func decide(_ decision: VoteDecision, _ line: ReplayLine) {
    let s = line.slot
    guard decision.isGranted, !decision.isPreVote, let term = servers[s].term, let asked = decision.term.value
    else { return }
    guard asked == term else {
      if asked < term { refuteOldVote(decision, asked, line) }
      return
    }
    guard case .known(let vote) = servers[s].vote else {
      servers[s].vote = .known(decision.candidate)
      servers[s].lines.vote = voteWitness(decision.candidate, line)
      return
    }
    findings.tested()
    if vote == nil { return giveVote(to: decision.candidate, decision, line) }
    if vote != decision.candidate { refuteChange(of: vote, to: decision.candidate, line) }
  }

  private mutating func refuteOldVote(_ decision: VoteDecision, _ asked: Term, _ line: ReplayLine) {
    let own = servers[line.slot].term.map { ReplayValue.term($0) }
    findings.refute(
      line, .voted(candidate: decision.candidate, asked),
      [NearMiss(.messageOfCurrentTerm, expected: own, found: .term(asked))],
      because: [servers[line.slot].lines.role, causeWitness(line.slot)])
  }

  /// A server that has not voted in its term does.
  mutating func giveVote(to candidate: ServerID, _ decision: VoteDecision?, _ line: ReplayLine) {
    let s = line.slot
    if let miss = missOfVote(for: candidate, decision, line) {
      findings.refute(
        line, .voted(candidate: candidate, servers[s].term ?? .zero), [miss],
        because: [causeWitness(s), servers[s].lines.log, servers[s].lines.role])
    }
    servers[s].vote = .known(candidate)
    servers[s].lines.vote = voteWitness(candidate, line)
  }

  private mutating func refuteChange(of vote: ServerID?, to shown: ServerID?, _ line: ReplayLine) {
    let s = line.slot
    let term = servers[s].term ?? .zero
    findings.refute(
      line, shown.map { .voted(candidate: $0, term) } ?? .votedForNobody(term),
      [NearMiss(.voteIsKept, expected: .server(vote), found: .server(shown))],
      because: [servers[s].lines.vote, causeWitness(s)])
    servers[s].vote = .known(shown)
    servers[s].lines.vote = voteWitness(shown, line)
  }

  private func voteWitness(_ candidate: ServerID?, _ line: ReplayLine) -> Witness? {
    guard let candidate, let term = servers[line.slot].term else { return nil }
    return line.witness(.voted(candidate: candidate, term))
  }

  private mutating func missOfVote(
    for candidate: ServerID, _ decision: VoteDecision?, _ line: ReplayLine
  ) -> NearMiss? {
    let s = line.slot
    if candidate == line.event.server {
      guard line.kinds.tellsRoles, let role = servers[s].role, role == .follower || role == .learner,
        !line.has(.asksItself)
      else {
        return nil
      }
      return NearMiss(.ownVoteInCampaign, expected: .role(.candidate), found: .role(role))
    }
    if line.dialect.showsMessages { return missOfAskedVote(for: candidate, line) }
    if let decision, let miss = missOfLog(decision.lastLog.value, line) { return miss }
    return line.dialect.isOrdered ? missOfSeenVote(for: candidate, line) : nil
  }

  private func missOfAskedVote(for candidate: ServerID, _ line: ReplayLine) -> NearMiss? {
    let s = line.slot
    if servers[s].mayFollowUnseenCause { return nil }
    guard let cause = servers[s].cause, let message = cause.message,
      case .requestVoteRequest(let request) = message.body, message.source == candidate,
      message.term.value.map({ $0 == servers[s].term }) ?? true
    else {
      let asked = servers[s].cause?.message.flatMap { message in
        if case .requestVoteRequest = message.body { message.source } else { nil }
      }
      guard asked == candidate, let own = servers[s].term, let term = servers[s].cause?.message?.term.value
      else {
        return NearMiss(.voteIsAsked, expected: .server(candidate), found: .server(asked))
      }
      return NearMiss(.voteIsAsked, expected: .term(own), found: .term(term))
    }
    return missOfLog(request.lastLog.value, line)
  }

  /// The candidate's log against the voter's, where both ends are known.
  private func missOfLog(_ candidate: LogPosition?, _ line: ReplayLine) -> NearMiss? {
    guard let candidate, let own = servers[line.slot].log.end, candidate < own,
      !line.has(.comparesCommittableLogs)
    else { return nil }
    return NearMiss(.voteLogUpToDate, expected: .position(own), found: .position(candidate))
  }

  /// Where no message is shown, the candidate itself must be seen to campaign in the term.
  private func missOfSeenVote(for candidate: ServerID, _ line: ReplayLine) -> NearMiss? {
    let s = line.slot
    guard let peer = peers(of: s).first(where: { $0.server == candidate }), let term = peer.term,
      let own = servers[s].term
    else { return nil }
    if term < own, line.kinds.tellsRoles {
      return NearMiss(.voteIsAsked, expected: .server(candidate), found: .server(nil))
    }
    guard term == own, peer.role == .candidate else { return nil }
    return missOfLog(peer.log.end, line)
  }
}

extension ReplayedLog {
  /// Term and index of the last entry, where both are known.
  var end: LogPosition? {
    guard let last, let lastTerm else { return nil }
    return LogPosition(term: lastTerm, index: last)
  }
}
