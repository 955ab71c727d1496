import RaftModel
import RaftTraceTestSupport
import Testing
import TraceFormat

@Suite("Invariants of membership, transfer and reads")
struct MembershipInvariantTests {
  private func voters(_ servers: ServerID...) -> Membership { Membership(voters: ServerSet(servers)) }

  /// n1 leads n2 and n3, and has committed one entry; n4 is no member.
  private func led(_ choose: (inout ModelOptions) -> Void = { _ in }) throws -> ModelCluster {
    var cluster = ModelCluster(4, voters: [n1, n2, n3]) {
      $0.membershipChange = .oneServer
      choose(&$0)
    }
    try cluster.elect(n1, by: n2)
    try cluster.take(.clientAppend(n1))
    try cluster.replicate(n1, to: n2)
    cluster.loseAll()
    return cluster
  }

  private func change(
    to target: Membership, _ choose: (inout ModelOptions) -> Void = { _ in }
  ) throws -> StepSketch {
    var cluster = try led(choose)
    return try StepSketch(&cluster, .changeMembership(n1, to: target))
  }

  /// Puts another configuration into the log than the one appended.
  private func replace(_ step: inout StepSketch, _ membership: Membership) {
    let index = step.after[n1].log.lastIndex
    step.after[n1].log.replace(at: index, with: .membership(term: Term(1), membership))
  }

  @Test("One server at a time comes or goes, as asked, after a commit of the own term")
  func oneServer() throws {
    let added = voters(n1, n2, n3, n4)
    check(SingleStep.self, heldBy: try change(to: added)) { self.replace(&$0, self.voters(n1, n4)) }
    check(ConfigAsAsked.self, heldBy: try change(to: added)) { self.replace(&$0, self.voters(n1, n2)) }
    check(QuorumsOverlap.self, heldBy: try change(to: added)) { self.replace(&$0, self.voters(n3, n4)) }
    check(OwnCommitBeforeConfig.self, heldBy: try change(to: added)) { $0.before[n1].commitIndex = .zero }
    check(OneConfigInFlight.self, heldBy: try change(to: added)) {
      $0.before[n1].log.append(.membership(term: Term(1), added))
      $0.after[n1].log.append(.membership(term: Term(1), added))
    }
  }

  @Test("A joint configuration is entered, committed and left")
  func joint() throws {
    let target = voters(n1, n4)
    let entering = try change(to: target) { $0.membershipChange = .joint }
    check(JointRules.self, heldBy: entering) { self.replace(&$0, target) }
    var cluster = try led { $0.membershipChange = .joint }
    try cluster.take(.changeMembership(n1, to: target))
    try cluster.replicate(n1, to: n2, n4)
    let leaving = try StepSketch(&cluster, .leaveJointMembership(n1))
    check(JointRules.self, heldBy: leaving) { self.replace(&$0, self.voters(n1, n2)) }
    check(JointRules.self, heldBy: leaving) { $0.before[n1].commitIndex = LogIndex(1) }
  }

  @Test("A joint configuration decides with both majorities")
  func jointDecision() throws {
    var cluster = try led { $0.membershipChange = .joint }
    try cluster.take(.changeMembership(n1, to: voters(n1, n4)))
    try cluster.replicate(n1, to: n4)
    try cluster.take(.sendAppendEntries(from: n1, to: n2))
    try cluster.deliver(.appendEntriesRequest, from: n1, to: n2)
    let response = try #require(cluster.messages(.appendEntriesResponse).first)
    check(JointRules.self, heldBy: try StepSketch(&cluster, .receive(response))) {
      $0.before[n1].matchIndex[n4] = .zero
    }
  }

  @Test("A removed leader leaves when its removal is committed, and not before")
  func removed() throws {
    var cluster = try led()
    try cluster.take(.changeMembership(n1, to: voters(n2, n3)))
    try cluster.replicate(n1, to: n2)
    try cluster.take(.sendAppendEntries(from: n1, to: n3))
    try cluster.deliver(.appendEntriesRequest, from: n1, to: n3)
    let response = try #require(cluster.messages(.appendEntriesResponse).first)
    let step = try StepSketch(&cluster, .receive(response))
    check(RemovedBehaves.self, heldBy: step) { $0.after[n1].role = .leader }
    check(RemovedBehaves.self, heldBy: step) { $0.after[n1].commitIndex = LogIndex(1) }
  }

  @Test("Learners and strangers do not count, and learners do not campaign")
  func counted() throws {
    var cluster = try led { $0.hasLearners = true }
    let target = Membership(voters: ServerSet([n1, n2, n3]), learners: ServerSet([n4]))
    try cluster.take(.changeMembership(n1, to: target))
    try cluster.replicate(n1, to: n4)
    try cluster.take(.sendAppendEntries(from: n1, to: n2))
    try cluster.deliver(.appendEntriesRequest, from: n1, to: n2)
    let response = try #require(cluster.messages(.appendEntriesResponse).first)
    let step = try StepSketch(&cluster, .receive(response))
    check(LearnerPassive.self, heldBy: step) { $0.action = .apply(n1) }
    let stranger = step.changed { step in
      let entry = ServerLog.Entry.membership(term: Term(1), self.voters(n1, n2, n3))
      step.after[n1].log.replace(at: LogIndex(2), with: entry)
    }
    check(VoterKnown.self, heldBy: stranger) { $0.action = .apply(n1) }
    try cluster.take(.electionTimeout(n2))
    var campaigning = try StepSketch(&cluster, .electionTimeout(n2))
    campaigning.before[n2].role = .follower
    guard
      case .violated = campaigning.changed({
        $0.before[n2].log.append(
          .membership(term: Term(1), Membership(voters: ServerSet([n1, n3]), learners: ServerSet([n2]))))
      }).judgement(of: LearnerPassive.self)
    else {
      Issue.record("a learner campaigns")
      return
    }
  }

  @Test("Leadership is handed to one up-to-date voter, which campaigns at once")
  func transfer() throws {
    var cluster = try led { $0.hasLeadershipTransfer = true }
    let step = try StepSketch(&cluster, .transferLeadership(from: n1, to: n2))
    check(TransferSafe.self, heldBy: step) { $0.before[n1].matchIndex[n2] = .zero }
    check(TransferSafe.self, heldBy: step) { $0.before[n1].transferTarget = n3 }
    check(TransferSafe.self, heldBy: step) {
      $0.before[n1].log.append(.membership(term: Term(1), self.voters(n1, n3)))
    }
    check(TransferSafe.self, heldBy: step) { $0.after[n1].transferTarget = nil }
    var aborting = cluster
    let request = try #require(cluster.messages(.timeoutNow).first)
    let campaign = try StepSketch(&cluster, .receive(request))
    check(TransferObeyed.self, heldBy: campaign) { $0.after[n2] = $0.before[n2] }
    check(TransferSafe.self, heldBy: campaign) { $0.action = .electionTimeout(n2) }
    check(TransferAborted.self, heldBy: try StepSketch(&aborting, .abortTransfer(n1))) {
      $0.after[n1].transferTarget = n2
    }
    var other = try led { $0.hasLeadershipTransfer = true }
    check(TransferSafe.self, heldBy: try StepSketch(&other, .clientAppend(n1))) {
      $0.before[n1].transferTarget = n2
    }
  }

  @Test("A read begins a round, is confirmed by a quorum, and sees what was committed before")
  func reads() throws {
    var cluster = try led { $0.hasReads = true }
    let request = try StepSketch(&cluster, .requestRead(n1))
    check(ReadIndexRule.self, heldBy: request) { $0.after[n1].heartbeatRound = 0 }
    check(ReadIndexRule.self, heldBy: request) { $0.before[n1].commitIndex = .zero }
    check(ReadIndexRule.self, heldBy: request) { $0.after.history.readCount = 1 }
    check(ReadServed.self, heldBy: request) { $0.after[n1].read.acknowledgedBy = ServerSet([n2]) }

    try cluster.take(.sendAppendEntries(from: n1, to: n2))
    let heartbeat = try #require(cluster.messages(.appendEntriesRequest).first)
    let answering = try StepSketch(&cluster, .receive(heartbeat))
    check(HeartbeatAnswerTruthful.self, heldBy: answering) { $0.after[n2].currentTerm = Term(2) }

    let answer = try #require(cluster.messages(.appendEntriesResponse).first)
    let service = try StepSketch(&cluster, .receive(answer))
    #expect(cluster.state.history.readCount == 1)
    check(ReadIndexRule.self, heldBy: service) { $0.before[n1].read = .none }
    check(ReadIndexRule.self, heldBy: service) { $0.after[n1].lastApplied = .zero }
    check(ReadIndexRule.self, heldBy: service) { $0.action = .apply(n1) }
  }
}
