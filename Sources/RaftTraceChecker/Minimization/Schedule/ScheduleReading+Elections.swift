import RaftModel
import TraceFormat

/// Campaigns, votes and roles.
extension ScheduleReading {
  /// TimeoutNow or an election timer; of the two the requests that follow tell, and where there are none the term.
  mutating func takeCampaign(_ line: Line) -> Int? {
    let i = line.server
    if let step = open(i), !steps[step].hasCampaigned, !steps[step].hasOwnVote,
      case .receive(let packet, again: _) = steps[step].action, packet.kind == .timeoutNow,
      isTransfer(line) ?? (packet.term >= self[i].currentTerm)
    {
      return join(line)
    }
    return begin(.electionTimeout(i), at: i, line)
  }

  /// Whether the next request for a vote that a server sends says that it was asked to campaign.
  private func isTransfer(_ line: Line) -> Bool? {
    for next in trace.lines[(line.place + 1)...] where next.event.server == line.event.server {
      switch next.event.kind {
      case .messageSent(let message):
        if case .requestVoteRequest(let request) = message.body { return request.isLeadershipTransfer.value }
        if case .preVoteRequest = message.body { return false }
      case .roleChanged(let role): if role == .preCandidate { return false }
      case .messageReceived, .campaignStarted, .start, .crash, .stop: return nil
      case .serverNamed, .voteDecided, .leaderObserved, .messageDropped, .messageDuplicated, .entriesAppended,
        .logTruncated, .persisted, .committed, .applied, .snapshotTaken, .snapshotInstalled,
        .configurationProposed, .configurationInUse, .clientCalled, .clientReturned, .leaseHeld, .observed:
        break
      }
    }
    return nil
  }

  mutating func takeRole(_ role: Role, _ line: Line) -> Int? {
    switch role {
    case .follower: takeFollower(line)
    case .learner: takeLearner(line)
    case .preCandidate, .candidate: takeCandidate(role, line)
    case .leader: takeWin(line)
    }
  }

  private mutating func takeLearner(_ line: Line) -> Int? {
    options.hasLearners = true
    self[line.server].set(Role.learner)
    return join(line)
  }

  /// A leader that becomes a follower within its term, without a message and still a member, does not hear from a majority.
  private mutating func takeFollower(_ line: Line) -> Int? {
    let i = line.server
    let view = self[i]
    let term = line.event.observation.currentTerm.value ?? view.currentTerm
    let stepsDown = view.role == .leader && term == view.currentTerm && !isExplained(i) && !isRemoved(i)
    self[i].set(Role.follower)
    guard stepsDown else { return join(line) }
    options.hasCheckQuorum = true
    return begin(.stepDown(i), at: i, line)
  }

  /// Whether the open step is a message that makes a leader of an earlier term a follower, and has not yet done so.
  private func isExplained(_ i: ServerID) -> Bool {
    guard let step = open(i) else { return true }
    if steps[step].awaitsStart { return true }
    if case .restart = steps[step].action { return true }
    guard case .receive(let packet, again: _) = steps[step].action, packet.bindsReceiver else { return false }
    return packet.term > steps[step].termBefore
      || packet.kind == .appendEntriesRequest && packet.term == steps[step].termBefore
  }

  private func isRemoved(_ i: ServerID) -> Bool {
    let log = self[i].log
    guard !log.membership.voters.isEmpty, !log.membership.allVoters.contains(i) else { return false }
    guard log.membershipIndex <= self[i].commitIndex, let step = open(i) else { return false }
    return steps[step].hasCommitted
  }

  private mutating func takeCandidate(_ role: Role, _ line: Line) -> Int? {
    let i = line.server
    if role == .preCandidate { options.hasPreVote = true }
    let isPreCandidate = self[i].role == .preCandidate
    var step = open(i)
    if let open = step, !(steps[open].mayCampaign && !steps[open].hasRole(role)) { step = nil }
    if role == .candidate, isPreCandidate, survey.hides(.preVoteResponse) {
      step = implyGrants(to: i, isPreVote: true, line) ?? step
    }
    let campaign = step ?? begin(.electionTimeout(i), at: i, line)
    steps[campaign].hasCampaigned = true
    steps[campaign].note(role)
    self[i].set(role)
    if role == .candidate { self[i].votesGranted = ServerSet([i]) }
    return join(line, campaign)
  }

  mutating func takeVote(_ vote: VoteDecision, _ line: Line) -> Int? {
    let i = line.server
    guard let candidate = numbers[vote.candidate] else { return join(line) }
    let term = vote.term.value ?? line.event.observation.currentTerm.value ?? self[i].currentTerm
    if vote.isGranted { note(Campaign(candidate: candidate, term: term, isPreVote: vote.isPreVote), by: i) }
    let step = candidate == i ? takeOwnVote(vote, line) : takeGrant(vote, candidate, term, line)
    if vote.isGranted, !vote.isPreVote, vote.term.isKnown {
      self[i].setTerm(term)
      self[i].set(vote: candidate)
    }
    return step
  }

  private mutating func note(_ campaign: Campaign, by voter: ServerID) {
    if grants[campaign]?.contains(voter) != true { grants[campaign, default: []].append(voter) }
  }

  private mutating func takeOwnVote(_ vote: VoteDecision, _ line: Line) -> Int? {
    let i = line.server
    if let step = open(i), steps[step].mayCampaign, !steps[step].hasOwnVote || steps[step].hasCampaigned {
      steps[step].hasOwnVote = true
      return join(line)
    }
    if let step = campaign(of: i) { return join(line, step) }
    let step = begin(.electionTimeout(i), at: i, line)
    steps[step].hasOwnVote = true
    return step
  }

  /// The latest campaign of a server that still waits for its own vote.
  private func campaign(of i: ServerID) -> Int? {
    recent[Int(i.rawValue)].last { steps[$0].mayCampaign && steps[$0].hasCampaigned && !steps[$0].hasOwnVote }
  }

  private mutating func takeGrant(
    _ vote: VoteDecision, _ candidate: ServerID, _ term: Term, _ line: Line
  ) -> Int? {
    let kind: Packet.Kind = vote.isPreVote ? .preVoteRequest : .requestVoteRequest
    let request = recent[Int(line.server.rawValue)].last {
      steps[$0].action.received?.kind == kind && steps[$0].action.received?.source == candidate
        && !steps[$0].isDecided
    }
    if let request {
      steps[request].isDecided = true
      return join(line, request)
    }
    let type: MessageType = vote.isPreVote ? .preVoteRequest : .requestVoteRequest
    if !survey.hides(type) { return join(line) }
    return takeGrant(
      to: candidate, term: term, isPreVote: vote.isPreVote, lastLog: vote.lastLog.value, line)
  }

  /// A decision on a request that no line shows to arrive.
  mutating func takeGrant(
    to candidate: ServerID, term: Term, isPreVote: Bool, lastLog: LogPosition? = nil, _ line: Line
  ) -> Int? {
    let lastLog = lastLog ?? self[candidate].log.last
    let packet: Packet =
      isPreVote
      ? .preVoteRequest(from: candidate, to: line.server, term: term, lastLog: lastLog)
      : .requestVoteRequest(from: candidate, to: line.server, term: term, lastLog: lastLog)
    if isPreVote { options.hasPreVote = true }
    let step = receive(network.likest(packet) ?? packet, line)
    steps[step].isDecided = true
    return step
  }

  private mutating func takeWin(_ line: Line) -> Int? {
    let i = line.server
    if let term = line.event.observation.currentTerm.value { self[i].setTerm(term) }
    var step = open(i)
    if survey.hides(.requestVoteResponse), self[i].role != .leader {
      step = implyGrants(to: i, isPreVote: false, line) ?? step
    }
    self[i].set(Role.leader)
    payloads.note(leader: i, of: self[i].currentTerm)
    if let step { steps[step].hasWon = true }
    return join(line, step)
  }

  /// The answers of the voters that are known to have granted, none of which a line shows to arrive.
  private mutating func implyGrants(to i: ServerID, isPreVote: Bool, _ line: Line) -> Int? {
    let view = self[i]
    let term = isPreVote ? Term(view.currentTerm.rawValue + 1) : view.currentTerm
    var granted = view.votesGranted.inserting(i)
    var step: Int?
    for voter in grants[Campaign(candidate: i, term: term, isPreVote: isPreVote)] ?? [] {
      guard !view.log.membership.hasQuorum(granted) else { break }
      guard !granted.contains(voter) else { continue }
      granted.insert(voter)
      let packet: Packet =
        isPreVote
        ? .preVoteResponse(from: voter, to: i, term: term, voteGranted: true)
        : .requestVoteResponse(from: voter, to: i, term: term, voteGranted: true)
      step = receive(packet, nil)
    }
    return step
  }
}
