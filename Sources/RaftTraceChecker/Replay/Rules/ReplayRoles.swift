import RaftModel
import TraceFormat

/// Roles within a term: who may lead, and who has to yield.
///
/// Raft §5.2 and Figure 2 (Candidates) · dissertation §9.6.
extension Replay {
  /// Takes in the role that a line shows; a change of it has a line of its own in a complete trace.
  mutating func settleRole(_ line: ReplayLine) {
    let s = line.slot
    guard let shown = line.shownRole else {
      return line.isContinued || line.kinds.tellsRoles ? () : blurRole(s)
    }
    guard shown == servers[s].role else { return change(to: shown, line) }
    guard shown == .candidate else { return }
    if line.isContinued { beginElection(line) }
    checkYields(line)
  }

  /// A role that neither this line shows nor a line of its own would have shown to change.
  ///
  /// Raft §5.2: within a term a candidate may win or yield and a leader may step down, but nobody begins a campaign.
  private mutating func blurRole(_ s: Int) {
    guard let role = servers[s].role, role != .follower, role != .learner else { return }
    blurLeadership(s)
    servers[s].role = nil
  }

  /// A change of role of which a line shows the state before it.
  mutating func expect(_ role: Role, _ line: ReplayLine) {
    let s = line.slot
    guard role != servers[s].role else { return }
    if role != .candidate { return change(to: role, line) }
    leaveLeadership(s)
    servers[s].role = nil
  }

  /// A candidate that hears of the term's leader becomes a follower.
  private mutating func checkYields(_ line: ReplayLine) {
    let s = line.slot
    if line.event.observation.moment == .before, servers[s].causeIsFresh { return }
    guard let cause = servers[s].cause, let message = cause.message, message.body.isSentByFollowedLeader,
      message.source != servers[s].server, message.term == Observed(servers[s].term)
    else { return }
    findings.tested()
    findings.refute(
      line, .roleIs(.candidate, Observed(servers[s].term)),
      [NearMiss(.candidateYieldsToLeader, expected: .role(.follower), found: .role(.candidate))],
      because: [servers[s].lines.role, causeWitness(s)])
    servers[s].cause = nil
  }

  private mutating func change(to shown: Role, _ line: ReplayLine) {
    let s = line.slot
    let role = servers[s].role
    findings.tested()
    switch shown {
    case .leader: becomeLeader(from: role, line)
    case .candidate: becomeCandidate(from: role, line)
    case .preCandidate: becomePreCandidate(from: role, line)
    case .follower, .learner:
      leaveLeadership(s)
      servers[s].election = ReplayedElection()
      servers[s].lines.role = line.witness(.roleIs(shown, Observed(servers[s].term)))
    }
    servers[s].role = shown
  }

  /// Within a term nobody begins a campaign: that takes a new one.
  private mutating func becomeCandidate(from role: Role?, _ line: ReplayLine) {
    let s = line.slot
    let before = servers[s].lines.role
    leaveLeadership(s)
    guard let term = servers[s].term else { return }
    servers[s].lines.role = line.witness(.becameCandidate(term))
    guard role != nil else { return beginElection(line) }
    findings.refute(
      line, .becameCandidate(term),
      [NearMiss(.candidateRaisesTerm, expected: .term(Term(term.rawValue + 1)), found: .term(term))],
      because: [before])
  }

  /// A server of which little was known begins its campaign: all votes of the term are still to come.
  private mutating func beginElection(_ line: ReplayLine) {
    guard line.event.isRoleChange, line.event.observation.moment == .after else { return }
    servers[line.slot].election.isWhole = true
    servers[line.slot].election.votes = []
  }

  private mutating func becomePreCandidate(from role: Role?, _ line: ReplayLine) {
    let s = line.slot
    if role == .leader, line.kinds.tellsRoles {
      findings.refute(
        line, .roleIs(.preCandidate, Observed(servers[s].term)),
        [NearMiss(.campaignerIsFollowerOrCandidate, expected: .role(.follower), found: .role(.leader))],
        because: [servers[s].lines.role])
    }
    leaveLeadership(s)
    servers[s].election = ReplayedElection()
    servers[s].lines.role = line.witness(.roleIs(.preCandidate, Observed(servers[s].term)))
  }

  private mutating func becomeLeader(from role: Role?, _ line: ReplayLine) {
    let s = line.slot
    guard let term = servers[s].term else { return }
    if let role, role != .candidate {
      findings.refute(
        line, .becameLeader(term),
        [NearMiss(.leaderWasCandidate, expected: .role(.candidate), found: .role(role))],
        because: [servers[s].lines.role])
    } else if role == .candidate || line.event.isRoleChange || line.termBefore != nil && line.kinds.tellsRoles
    {
      checkVotes(term, line)
    }
    if role != nil || servers[s].election.isWhole { servers[s].leadership.isWhole = true }
    servers[s].lines.role = line.witness(.becameLeader(term))
    leaders.begin(term, servers[s].group, slot: s)
  }

  private mutating func checkVotes(_ term: Term, _ line: ReplayLine) {
    let s = line.slot
    guard let configuration = servers[s].configuration ?? line.event.observation.configuration.value,
      let mayHaveVoted = voteTest(term, line)
    else { return }
    findings.tested()
    let test = { (server: ServerID) in server == line.event.server || mayHaveVoted(server) }
    guard let voters = Quorum.votersWithoutMajority(in: symbols[configuration], by: test) else { return }
    let votes = servers[s].election.votes.map {
      Witness(
        position: $0.position, server: line.event.server, statement: .countedVote(voter: $0.server, term))
    }
    findings.refute(
      line, .becameLeader(term),
      [
        NearMiss(
          .leaderHasVotes, expected: .count(Quorum.majority(of: voters.count)),
          found: .servers(voters.filter(test)))
      ], because: [servers[s].lines.role] + votes)
  }

  /// Whether a server may have given its vote of the term to the line's server; nil where nothing is known of votes.
  private func voteTest(_ term: Term, _ line: ReplayLine) -> ((ServerID) -> Bool)? {
    if line.dialect.showsMessages {
      let election = servers[line.slot].election
      return election.isWhole ? { server in election.votes.contains { $0.server == server } } : nil
    }
    guard line.dialect.isOrdered, line.kinds.tellsVotes else { return nil }
    let peers = peers(of: line.slot)
    return { server in
      guard let peer = peers.first(where: { $0.server == server }), let known = peer.term else { return true }
      if known != term { return known > term }
      guard case .known(let candidate) = peer.vote else { return true }
      return candidate == line.event.server
    }
  }

  /// The servers of the same group whose lines stand in the same input.
  ///
  /// A line that shows its server before what it tells leaves open what the server is after it.
  func peers(of s: Int) -> [ReplayedServer] {
    servers.filter { $0.group == servers[s].group && $0.input == servers[s].input }.map { peer in
      if peer.isUpToDate { return peer }
      var peer = peer
      peer.loseTerm()
      peer.log = .unknown
      return peer
    }
  }

  /// Loses sight of a leadership: it may last, and the log may grow.
  mutating func blurLeadership(_ s: Int) {
    guard servers[s].role == .leader else { return }
    var log = servers[s].log
    log.forget(behind: log.last ?? servers[s].commitFloor)
    leaders.end(slot: s, log: log)
  }

  /// Ends a leadership, and keeps the leader's log for messages that are still on their way.
  mutating func leaveLeadership(_ s: Int) {
    guard servers[s].role == .leader else { return }
    leaders.end(slot: s, log: servers[s].log)
    servers[s].leadership = ReplayedLeadership()
  }
}

extension MessageBody {
  /// Whether a candidate of the message's term has to yield to it.
  ///
  /// Raft §5.2: AppendEntries; §7: InstallSnapshot too.
  fileprivate var isSentByFollowedLeader: Bool {
    switch self {
    case .appendEntriesRequest, .installSnapshotRequest: true
    case .requestVoteRequest, .requestVoteResponse, .preVoteRequest, .preVoteResponse, .appendEntriesResponse,
      .installSnapshotResponse, .timeoutNow, .readIndexRequest, .readIndexResponse:
      false
    }
  }
}

extension TraceEvent {
  /// Whether the event is a change of role.
  var isRoleChange: Bool {
    if case .roleChanged = kind { return true }
    return false
  }
}
