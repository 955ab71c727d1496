import RaftModel
import RaftTraceTestSupport
import Testing
import TraceFormat

/// An invariant is held by a step that the model takes, and broken by the same step with something wrong in it.
func check(
  _ invariant: any Invariant.Type, heldBy step: StepSketch, sourceLocation: SourceLocation = #_sourceLocation,
  brokenBy change: (inout StepSketch) -> Void
) {
  #expect(step.judgement(of: invariant) == .held, sourceLocation: sourceLocation)
  let broken = step.changed(change).judgement(of: invariant)
  guard case .violated(let reason) = broken else {
    Issue.record("\(invariant.name) says \(broken)", sourceLocation: sourceLocation)
    return
  }
  #expect(!reason.isEmpty && !reason.hasSuffix("."), sourceLocation: sourceLocation)
}

@Suite("Invariants of terms, votes and elections")
struct ElectionInvariantTests {
  /// n1 asks n2 for its vote.
  private func asked(_ choose: (inout ModelOptions) -> Void = { _ in }) throws -> (ModelCluster, Packet) {
    var cluster = ModelCluster(3, choose)
    try cluster.take(.electionTimeout(n1))
    return (cluster, try #require(cluster.messages(to: n2).first))
  }

  private func vote(_ choose: (inout ModelOptions) -> Void = { _ in }) throws -> StepSketch {
    var (cluster, request) = try asked(choose)
    return try StepSketch(&cluster, .receive(request))
  }

  private func campaign(_ choose: (inout ModelOptions) -> Void = { _ in }) throws -> StepSketch {
    var cluster = ModelCluster(3, choose)
    return try StepSketch(&cluster, .electionTimeout(n1))
  }

  private func election(_ choose: (inout ModelOptions) -> Void = { _ in }) throws -> StepSketch {
    var (cluster, request) = try asked(choose)
    try cluster.take(.receive(request))
    let response = try #require(cluster.messages(to: n1).first)
    return try StepSketch(&cluster, .receive(response))
  }

  private func restart() throws -> StepSketch {
    var cluster = ModelCluster(3)
    cluster.set(n1, term: 2, log: [1, 2], vote: n2)
    return try StepSketch(&cluster, .restart(n1))
  }

  @Test("A term goes up, and only to what a message or a campaign brings")
  func terms() throws {
    check(TermMonotonic.self, heldBy: try vote()) {
      $0.before[n2].currentTerm = Term(3)
      $0.after[n2].currentTerm = Term(2)
    }
    check(TermExplained.self, heldBy: try vote()) { $0.after[n2].currentTerm = Term(2) }
  }

  @Test("A vote is given once, kept, asked for, to a log as good, and told truly")
  func votes() throws {
    check(OneVotePerTerm.self, heldBy: try vote()) {
      $0.before.history.recordVote(of: n2, for: n3, in: Term(1))
    }
    check(VoteDurable.self, heldBy: try restart()) { $0.after[n1].votedFor = nil }
    check(VoteUpToDate.self, heldBy: try vote()) {
      $0.before[n2].log.append(.command(term: Term(1), from: n3))
    }
    check(VoteAsked.self, heldBy: try vote()) { $0.after[n2].votedFor = n3 }
    check(VoteAsked.self, heldBy: try vote()) { $0.after[n2].votedFor = n2 }
    check(VoteAnswerTruthful.self, heldBy: try vote()) { $0.after[n2].votedFor = nil }
    check(VoteNotWithheld.self, heldBy: try vote()) {
      $0.replaceMessage(.requestVoteResponse) {
        .requestVoteResponse(from: $0.source, to: $0.destination, term: $0.term, voteGranted: false)
      }
    }
  }

  @Test("A campaign is in a new term, claims the own log, and asks all voters")
  func campaigns() throws {
    check(CampaignWellFormed.self, heldBy: try campaign()) { $0.after[n1].currentTerm = Term(2) }
    check(CampaignWellFormed.self, heldBy: try campaign()) { $0.after[n1].votedFor = n2 }
    check(CampaignWellFormed.self, heldBy: try campaign()) {
      $0.before[n1].log.append(.command(term: Term(1), from: n1))
    }
    check(TimeoutCampaigns.self, heldBy: try campaign()) { $0.after[n1] = $0.before[n1] }
    check(TimeoutCampaigns.self, heldBy: try campaign()) { $0.after[n1].role = .preCandidate }
    check(CampaignerKnown.self, heldBy: try campaign()) { $0.before[n1] = ServerState(membership: .none) }
    check(ClaimTruthful.self, heldBy: try campaign()) {
      $0.before[n1].log.append(.command(term: Term(1), from: n1))
    }
    check(VotersAsked.self, heldBy: try campaign()) { step in
      let request = step.after.network[0]
      step.after.network.remove(request)
    }
    check(VotersAsked.self, heldBy: try campaign { $0.hasPreVote = true }) { step in
      let request = step.after.network[0]
      step.after.network.remove(request)
    }
  }

  @Test("Votes that are counted were granted, none is lost, and a quorum elects")
  func counting() throws {
    check(LeaderHasQuorum.self, heldBy: try election()) { step in
      step.after[n2].votedFor = n3
      step.after.history = HistoryVariables()
    }
    check(LeaderHasQuorum.self, heldBy: try election()) {
      $0.before[n1] = ServerState(membership: Membership(voters: ServerSet(first: 5)))
    }
    check(CountedVotesReal.self, heldBy: try campaign()) { $0.after[n1].votesGranted = ServerSet([n1, n2]) }
    check(QuorumElects.self, heldBy: try campaign()) { $0.after[n1].votesGranted = ServerSet([n1, n2]) }
    check(VotesCounted.self, heldBy: try oneVoteOfFive()) { $0.after[n1].votesGranted.remove(n2) }
    check(VotesCounted.self, heldBy: try campaign()) { $0.after[n1].votesGranted = ServerSet() }
    check(ElectionSafety.self, heldBy: try election()) { step in
      var other = ModelCluster(3)
      try? other.elect(n3, by: n2)
      step.before.history = other.state.history
    }
    check(LeaderStartsFresh.self, heldBy: try election()) { $0.after[n1].matchIndex[n2] = LogIndex(1) }
    check(LeaderStartsFresh.self, heldBy: try election()) { $0.after[n1].nextIndex[n2] = LogIndex(2) }
  }

  private func oneVoteOfFive() throws -> StepSketch {
    var cluster = ModelCluster(5)
    try cluster.take(.electionTimeout(n1))
    try cluster.deliver(.requestVoteRequest, from: n1, to: n2)
    let response = try #require(cluster.messages(.requestVoteResponse).first)
    return try StepSketch(&cluster, .receive(response))
  }

  @Test("A pre-vote changes nothing, and a campaign needs those of a quorum")
  func preVotes() throws {
    check(PreVotePure.self, heldBy: try vote { $0.hasPreVote = true }) { $0.after[n2].currentTerm = Term(1) }
    check(PreVotePure.self, heldBy: try vote { $0.hasPreVote = true }) {
      $0.before[n2].log.append(.command(term: Term(1), from: n3))
    }
    check(PreVotePure.self, heldBy: try campaign { $0.hasPreVote = true }) { $0.after[n1].votedFor = n1 }
    check(PreVoteHasQuorum.self, heldBy: try election { $0.hasPreVote = true }) {
      $0.action = .electionTimeout(n1)
    }
  }

  @Test("Roles change only as in Figure 4")
  func roles() throws {
    check(RoleTransitions.self, heldBy: try campaign()) { $0.before[n1].role = .leader }
    check(RoleTransitions.self, heldBy: try campaign()) { $0.after[n1].role = .leader }
    check(HigherTermObeyed.self, heldBy: try vote()) {
      $0.before[n2].role = .leader
      $0.after[n2].role = .leader
    }
    check(HigherTermObeyed.self, heldBy: try vote()) { $0.after[n2].votedFor = n3 }
    check(HigherTermObeyed.self, heldBy: try vote()) { $0.after[n2].currentTerm = Term(0) }
    check(NothingLeftOver.self, heldBy: try restart()) { $0.after[n1].votesGranted = ServerSet([n1]) }
    check(NothingLeftOver.self, heldBy: try restart()) { $0.after[n1].matchIndex[n2] = LogIndex(1) }
  }

  @Test("A candidate follows the leader of its term")
  func candidateYields() throws {
    var cluster = ModelCluster(3)
    try cluster.elect(n1, by: n2)
    cluster.set(n3, term: 0)
    try cluster.take(.electionTimeout(n3))
    try cluster.take(.sendAppendEntries(from: n1, to: n3))
    let request = try #require(cluster.messages(.appendEntriesRequest).first)
    check(CandidateYields.self, heldBy: try StepSketch(&cluster, .receive(request))) {
      $0.after[n3].role = .candidate
    }
  }

  @Test("Messages bear the sender's term, come from who may send them, and go where they are asked for")
  func messages() throws {
    check(MessageTermSane.self, heldBy: try campaign()) { $0.after[n1].currentTerm = Term(2) }
    check(MessageTermSane.self, heldBy: try campaign()) { $0.after[n1].role = .follower }
    check(MessageTermSane.self, heldBy: try vote()) { $0.after[n2].currentTerm = Term(2) }
    check(MessageFitsStep.self, heldBy: try vote()) {
      $0.replaceMessage(.requestVoteResponse) {
        .requestVoteResponse(from: $0.source, to: n3, term: $0.term, voteGranted: $0.voteGranted)
      }
    }
    check(MessageSent.self, heldBy: try vote()) { step in
      let request = step.before.network[0]
      step.replaceMessage(.requestVoteResponse) { _ in request }
    }
  }

  @Test("An old message does nothing, and no step reaches another server")
  func stale() throws {
    var (cluster, request) = try asked()
    cluster.set(n2, term: 2)
    let step = try StepSketch(&cluster, .receive(request))
    check(StaleIgnored.self, heldBy: step) { $0.after[n2].votedFor = n1 }
    check(StaleIgnored.self, heldBy: step) {
      $0.replaceMessage(.requestVoteResponse) {
        .requestVoteResponse(from: $0.source, to: $0.destination, term: $0.term, voteGranted: true)
      }
    }
    check(StepsAreLocal.self, heldBy: step) { $0.after[n3].currentTerm = Term(2) }
  }
}
