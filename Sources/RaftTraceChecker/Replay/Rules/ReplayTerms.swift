import TraceFormat

/// Terms: they rise, by a message or by a campaign.
///
/// Raft §5.1 and Figure 2 (All Servers, Candidates).
extension Replay {
  mutating func settleTermAndRole(_ line: ReplayLine) {
    settleTerm(line)
    settleRole(line)
  }

  private mutating func settleTerm(_ line: ReplayLine) {
    let s = line.slot
    guard let shown = line.event.observation.currentTerm.value else {
      // A term that is not shown may have risen.
      if line.isContinued { return }
      if servers[s].term == nil, let role = servers[s].role { servers[s].lost?.role = role }
      blurLeadership(s)
      servers[s].loseTerm()
      return
    }
    guard let term = servers[s].term else { return find(shown, line) }
    findings.tested()
    if let adopted = servers[s].adopted {
      servers[s].adopted = nil
      if shown < adopted.term { return refuteAdoption(of: adopted.term, shown, line) }
    }
    if shown < term {
      findings.refute(
        line, .inTerm(shown), [NearMiss(.termDoesNotFall, expected: .term(term), found: .term(shown))],
        because: [servers[s].lines.role])
      leaveLeadership(s)
      servers[s].enter(shown, vote: .unknown, role: nil)
      servers[s].following.isWhole = false
    } else if shown > term {
      rise(from: term, to: shown, line)
    }
  }

  /// A term is shown again, or for the first time.
  private mutating func find(_ shown: Term, _ line: ReplayLine) {
    let s = line.slot
    let lost = servers[s].lost
    servers[s].lost = nil
    if let lost, shown < lost.term {
      findings.refute(
        line, .inTerm(shown), [NearMiss(.termDoesNotFall, expected: .term(lost.term), found: .term(shown))],
        because: [servers[s].lines.role])
    }
    let isSame = lost?.term == shown
    let vote = isSame ? lost?.givenVote : nil
    let role = isSame ? servers[s].role ?? lost?.lastingRole(line.kinds) : nil
    servers[s].enter(shown, vote: vote.map { .known($0) } ?? .unknown, role: role)
    if role == .leader { leaders.begin(shown, servers[s].group, slot: s) }
    servers[s].following.isWhole = false
  }

  private mutating func refuteAdoption(of term: Term, _ shown: Term, _ line: ReplayLine) {
    let s = line.slot
    findings.refute(
      line, .inTerm(shown), [NearMiss(.higherTermIsAdopted, expected: .term(term), found: .term(shown))],
      because: [causeWitness(s)])
    servers[s].enter(shown, vote: .unknown, role: nil)
    servers[s].following.isWhole = false
  }

  private mutating func rise(from term: Term, to shown: Term, _ line: ReplayLine) {
    let s = line.slot
    if keepsRole(shown, line) { return refuteKeptRole(shown, line) }
    if campaigns(line) { return campaign(from: term, to: shown, line) }
    leaveLeadership(s)
    let isTold = servers[s].cause?.message.map { tells($0, shown, line) } ?? false
    if !isTold, !servers[s].mayFollowUnseenCause, line.showsEveryCause, line.kinds.tellsRoles,
      line.shownRole == .follower || line.shownRole == .learner
    {
      findings.refute(
        line, .inTerm(shown),
        [
          NearMiss(
            .termIsExplained, expected: .term(servers[s].cause?.message?.term.value ?? term),
            found: .term(shown)),
          NearMiss(
            .candidateRaisesTerm, expected: .role(.candidate), found: line.shownRole.map { .role($0) }),
        ], because: [servers[s].lines.role, causeWitness(s)])
    }
    servers[s].enter(shown, vote: line.shownRole == nil ? .unknown : .known(nil), role: line.shownRole)
    if !line.dialect.showsMessages || line.shownRole == nil || servers[s].isToldVaguely {
      servers[s].following.isWhole = false
    }
  }

  /// Whether a server takes a term from what it was just told, and goes on as the candidate or leader that it was.
  private func keepsRole(_ shown: Term, _ line: ReplayLine) -> Bool {
    let server = servers[line.slot]
    guard server.causeIsFresh, let cause = server.cause?.message, cause.body.bindsReceiver,
      cause.term == .known(shown), !line.event.isRoleChange, line.event.observation.votedFor == .known(nil),
      let role = server.role, role == .candidate || role == .leader
    else { return false }
    return line.shownRole == role
  }

  private mutating func refuteKeptRole(_ shown: Term, _ line: ReplayLine) {
    let s = line.slot
    findings.refute(
      line, .roleIs(line.shownRole ?? .candidate, .known(shown)),
      [
        NearMiss(
          .higherTermIsAdopted, expected: .role(.follower), found: line.shownRole.map { .role($0) })
      ], because: [servers[s].lines.role, causeWitness(s)])
    leaveLeadership(s)
    servers[s].enter(shown, vote: .known(nil), role: line.shownRole)
  }

  /// Whether a message raises its receiver's term so far.
  private func tells(_ message: Message, _ term: Term, _ line: ReplayLine) -> Bool {
    guard let told = message.term.value else { return true }
    if case .preVoteRequest = message.body, line.has(.preVoteRaisesTerm) {
      return told == term || told.rawValue == term.rawValue + 1
    }
    return told == term && message.body.bindsReceiver
  }

  /// Whether a line in a new term shows its server to stand for election there.
  private func campaigns(_ line: ReplayLine) -> Bool {
    line.shownRole == .candidate || line.shownRole == .leader
      || line.event.observation.votedFor == .known(line.event.server)
  }

  private mutating func campaign(from term: Term, to shown: Term, _ line: ReplayLine) {
    let s = line.slot
    checkCampaign(from: term, to: shown, line)
    leaveLeadership(s)
    let preVotes = servers[s].election.preVotes
    servers[s].enter(shown, vote: .known(nil), role: nil)
    servers[s].election.preVotes = preVotes
    servers[s].election.isWhole = true
    guard line.shownRole == .candidate else { return }
    servers[s].role = .candidate
    servers[s].lines.role = line.witness(.becameCandidate(shown))
  }

  private mutating func checkCampaign(from term: Term, to shown: Term, _ line: ReplayLine) {
    let s = line.slot
    findings.tested()
    var misses: [NearMiss] = []
    let told = servers[s].cause?.message?.term.value
    let isToldVaguely = servers[s].cause?.message != nil && told == nil
    if shown.rawValue != term.rawValue + 1, told.map({ $0.rawValue + 1 != shown.rawValue }) ?? !isToldVaguely,
      line.showsEveryCause, line.kinds.tellsRoles
    {
      misses.append(
        NearMiss(.candidateRaisesTerm, expected: .term(Term(term.rawValue + 1)), found: .term(shown)))
    }
    if servers[s].role == .leader, line.shownRole == .candidate, line.kinds.tellsRoles {
      misses.append(
        NearMiss(.campaignerIsFollowerOrCandidate, expected: .role(.follower), found: .role(.leader)))
    }
    if let configuration = servers[s].configuration.map({ symbols[$0] }),
      configuration.isLearner(line.event.server)
    {
      misses.append(
        NearMiss(
          .campaignerIsVoter, expected: .servers(configuration.voters), found: .server(line.event.server)))
    }
    guard !misses.isEmpty else { return }
    findings.refute(line, .becameCandidate(shown), misses, because: [servers[s].lines.role, causeWitness(s)])
  }

  /// The message that a server got last, as a witness.
  func causeWitness(_ s: Int) -> Witness? {
    guard let cause = servers[s].cause, let message = cause.message else { return nil }
    return cause.witness(.received(message))
  }
}

extension Configuration {
  /// Whether a server is a member without a vote.
  fileprivate func isLearner(_ server: ServerID) -> Bool {
    learners.contains(server) && !voters.contains(server) && !outgoingVoters.contains(server)
  }
}

extension MessageBody {
  /// Whether the term of the message is its sender's; that of a pre-vote, and of a grant of one, is not yet anyone's.
  ///
  /// Dissertation §9.6.
  var bindsReceiver: Bool {
    switch self {
    case .preVoteRequest: false
    case .preVoteResponse(let response): response.voteGranted == .known(false)
    case .requestVoteRequest, .requestVoteResponse, .appendEntriesRequest, .appendEntriesResponse,
      .installSnapshotRequest, .installSnapshotResponse, .timeoutNow, .readIndexRequest, .readIndexResponse:
      true
    }
  }
}
