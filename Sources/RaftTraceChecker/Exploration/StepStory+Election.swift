import RaftModel
import TraceFormat

/// Terms, votes and roles.
extension StepStory {
  /// A higher term in a message is adopted before the message is handled (§5.1).
  mutating func tellNewTerm(_ received: Packet?, _ after: ServerState, _ sent: [Packet]) {
    guard let received, received.term > view.currentTerm, received.term <= after.currentTerm,
      received.bindsReceiver || after.role == .follower
    else { return }
    view.currentTerm = received.term
    let isVoteOfThisStep = after.votedFor == received.source && sent.contains { $0.isGrant }
    let hasCampaigned = after.currentTerm > received.term
    view.votedFor = hasCampaigned || isVoteOfThisStep ? nil : after.votedFor
    memory.leader = nil
    let keepsRole = !hasCampaigned && after.role == view.role && after.role != .follower
    if keepsRole { tell(.observed) } else { change(to: .follower) }
  }

  /// The decision on a request for a vote or a pre-vote, as the answer says it.
  mutating func tellVote(_ received: Packet?, _ after: ServerState, _ sent: [Packet]) {
    guard let received, received.kind == .requestVoteRequest || received.kind == .preVoteRequest else {
      return
    }
    let isPreVote = received.kind == .preVoteRequest
    let isGranted = sent.contains { $0.isAnswer(to: received) && $0.voteGranted }
    guard isGranted || sent.contains(where: { $0.isAnswer(to: received) }) else { return }
    if isGranted, !isPreVote { view.votedFor = after.votedFor }
    tell(
      .voteDecided(
        VoteDecision(
          candidate: words[received.source], term: .known(received.term), isGranted: isGranted,
          isPreVote: isPreVote, lastLogIndex: .known(received.lastLog.index),
          lastLogTerm: .known(received.lastLog.term))))
  }

  /// A campaign: asked for by a timeout, by TimeoutNow or by the grants of a pre-vote.
  mutating func tellCampaign(_ action: Action, _ after: ServerState, _ sent: [Packet]) {
    let asks = sent.contains { $0.kind == .requestVoteRequest }
    let becomesCandidate =
      asks || after.role == .candidate && view.role != .candidate
      || (after.role == .candidate || after.role == .leader) && after.currentTerm > view.currentTerm
    if becomesCandidate {
      if action.received?.kind == .timeoutNow { tell(.campaignStarted, .before) }
      view.currentTerm = after.currentTerm
      view.votedFor = after.votedFor
      memory.leader = nil
      change(to: .candidate)
      if after.votedFor == server { tellOwnVote(term: after.currentTerm, isPreVote: false) }
      return
    }
    guard case .electionTimeout = action, after.role == .preCandidate else { return }
    memory.leader = nil
    change(to: .preCandidate)
    if after.votesGranted.contains(server) {
      tellOwnVote(term: Term(after.currentTerm.rawValue + 1), isPreVote: true)
    }
  }

  private mutating func tellOwnVote(term: Term, isPreVote: Bool) {
    tell(
      .voteDecided(
        VoteDecision(
          candidate: words[server], term: .known(term), isGranted: true, isPreVote: isPreVote,
          lastLogIndex: .known(view.log.lastIndex), lastLogTerm: .known(view.log.lastTerm))))
  }

  /// A change of role within a term; a leader that leaves with a configuration does so after it has committed it.
  mutating func tellRole(_ after: ServerState) {
    guard view.role != after.role, view.currentTerm == after.currentTerm else { return }
    if view.role == .leader, after.commitIndex != view.commitIndex { return }
    change(to: after.role)
  }

  mutating func change(to role: Role) {
    if role == .leader { memory.leader = server } else if view.role == .leader { memory.leader = nil }
    view.role = role
    tell(.roleChanged(role))
  }

  /// Whoever sends entries or a snapshot leads the term.
  mutating func tellLeader(_ received: Packet?) {
    guard let received, received.kind == .appendEntriesRequest || received.kind == .installSnapshotRequest,
      received.term == view.currentTerm, view.role == .follower, memory.leader != received.source
    else { return }
    memory.leader = received.source
    tell(.leaderObserved(words[received.source]))
  }
}

extension Packet {
  fileprivate var isGrant: Bool { kind == .requestVoteResponse && voteGranted }

  fileprivate func isAnswer(to request: Packet) -> Bool {
    destination == request.source
      && kind == (request.kind == .preVoteRequest ? .preVoteResponse : .requestVoteResponse)
  }
}
