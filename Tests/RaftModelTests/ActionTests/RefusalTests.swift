import RaftModel
import RaftTraceTestSupport
import Testing
import TraceFormat

@Suite("Each action is taken where its requirements are met, and says which one is not")
struct RefusalTests {
  private let voters = ServerSet(first: 3)

  /// Expects an action to be disabled with this sentence.
  private func expectRefused(
    _ action: Action, in cluster: ModelCluster, _ sentence: String,
    at location: SourceLocation = #_sourceLocation
  ) {
    #expect(cluster.refusal(of: action)?.sentence == "requires " + sentence, sourceLocation: location)
  }

  /// Three servers of which n1 leads term 1 and has committed one entry with n2.
  private func led(_ choose: (inout ModelOptions) -> Void = { _ in }) throws -> ModelCluster {
    var cluster = ModelCluster(4, voters: [n1, n2, n3], choose)
    try cluster.elect(n1, by: n2, n3)
    try cluster.take(.clientAppend(n1))
    try cluster.replicate(n1, to: n2)
    return cluster
  }

  @Test("Election timeout")
  func electionTimeout() throws {
    var cluster = ModelCluster(4, voters: [n1, n2], learners: [n3])
    try cluster.take(.electionTimeout(n1))
    #expect(cluster[n1].role == .candidate)
    expectRefused(
      .electionTimeout(n3), in: cluster,
      "a configuration(i) where i is no learner; it is n1, n2 with learners n3")
    expectRefused(.electionTimeout(n4), in: cluster, "a configuration(i) where i is no learner; it is none")
    try cluster.deliverAll()
    expectRefused(.electionTimeout(n1), in: cluster, "role(i) ≠ leader; it is leader")
  }

  @Test("Client's command")
  func clientAppend() throws {
    var cluster = try led { $0.hasLeadershipTransfer = true }
    try cluster.take(.clientAppend(n1))
    #expect(cluster[n1].log.terms == [1, 1])
    expectRefused(.clientAppend(n2), in: cluster, "role(i) = leader; it is follower")
    while cluster[n1].log.count < 16 { try cluster.take(.clientAppend(n1)) }
    expectRefused(.clientAppend(n1), in: cluster, "length of log(i) < 16; it is 16")
    try cluster.replicate(n1, to: n2)
    try cluster.take(.transferLeadership(from: n1, to: n2))
    expectRefused(.clientAppend(n1), in: cluster, "transferTarget(i) = none; it is n2")
  }

  @Test("Sending entries")
  func sendAppendEntries() throws {
    var cluster = try led { $0.hasSnapshots = true }
    try cluster.take(.sendAppendEntries(from: n1, to: n3))
    #expect(cluster.messages(.appendEntriesRequest).count == 1)
    expectRefused(.sendAppendEntries(from: n2, to: n1), in: cluster, "role(i) = leader; it is follower")
    expectRefused(.sendAppendEntries(from: n1, to: n1), in: cluster, "j ∈ members(i), j ≠ i; it is n1")
    expectRefused(.sendAppendEntries(from: n1, to: n4), in: cluster, "j ∈ members(i), j ≠ i; it is n4")
    try cluster.take(.takeSnapshot(n1))
    expectRefused(
      .sendAppendEntries(from: n1, to: n3), in: cluster, "nextIndex(i)(j) > index of i's snapshot; it is 1")
  }

  @Test("Sending a heartbeat")
  func sendHeartbeat() throws {
    var cluster = try led { $0.hasSnapshots = true }
    try cluster.take(.sendHeartbeat(from: n1, to: n3))
    #expect(cluster.messages(.appendEntriesRequest).allSatisfy { $0.entries.isEmpty })
    #expect(cluster.messages(.appendEntriesRequest).count == 1)
    expectRefused(.sendHeartbeat(from: n2, to: n1), in: cluster, "role(i) = leader; it is follower")
    expectRefused(.sendHeartbeat(from: n1, to: n4), in: cluster, "j ∈ members(i), j ≠ i; it is n4")
    try cluster.take(.takeSnapshot(n1))
    expectRefused(
      .sendHeartbeat(from: n1, to: n3), in: cluster, "nextIndex(i)(j) > index of i's snapshot; it is 1")
  }

  @Test("Receipt and loss of a message")
  func messages() throws {
    var cluster = ModelCluster(3)
    try cluster.take(.electionTimeout(n1))
    let packet = try #require(cluster.messages(to: n2).first)
    try cluster.take(.receive(packet, again: true))
    try cluster.take(.receive(packet))
    expectRefused(.receive(packet), in: cluster, "the message in flight; there is none")
    let other = try #require(cluster.messages(to: n3).first)
    try cluster.take(.lose(other))
    expectRefused(.lose(other), in: cluster, "the message in flight; there is none")
    #expect(cluster.messages(to: n3).isEmpty)
  }

  @Test("Entries and snapshots of a second leader of the term, which Raft does not have")
  func twoLeaders() throws {
    var cluster = try led()
    for kind in [Packet.Kind.appendEntriesRequest, .installSnapshotRequest] {
      let snapshot = ServerLog.SnapshotState(membership: cluster.initialMembership)
      let packet =
        kind == .appendEntriesRequest
        ? Packet.appendEntriesRequest(
          from: n2, to: n1, term: Term(1), prevLog: .zero, entries: EntryList(), leaderCommit: .zero)
        : Packet.installSnapshotRequest(from: n2, to: n1, term: Term(1), snapshot: snapshot)
      cluster.state.network.send(packet)
      expectRefused(.receive(packet), in: cluster, "role(i) ≠ leader in the request's term; it is leader")
    }
  }

  @Test("Entries that find no room")
  func room() {
    var cluster = ModelCluster(2)
    var entries = EntryList()
    entries.append(.command(term: Term(1), from: n1))
    let packet = Packet.appendEntriesRequest(
      from: n1, to: n2, term: Term(1), prevLog: LogPosition(term: Term(1), index: LogIndex(16)),
      entries: entries,
      leaderCommit: .zero)
    cluster.set(n2, term: 1, log: Array(repeating: 1, count: 16))
    cluster.state.network.send(packet)
    expectRefused(
      .receive(packet), in: cluster, "last index of the request ≤ index of i's snapshot + 16; it is 17")
  }

  @Test("Restart is always possible")
  func restart() throws {
    var cluster = try led()
    for i in cluster.state.allServers { try cluster.take(.restart(i)) }
    #expect(cluster.state.allServers.allSatisfy { cluster[$0].role == .follower })
  }

  @Test("Stepping down")
  func stepDown() throws {
    expectRefused(.stepDown(n1), in: try led(), "the option hasCheckQuorum; it is off")
    var cluster = try led { $0.hasCheckQuorum = true }
    expectRefused(.stepDown(n2), in: cluster, "role(i) = leader; it is follower")
    try cluster.take(.stepDown(n1))
    #expect(cluster[n1].role == .follower && cluster[n1].votedFor == n1 && cluster[n1].currentTerm == Term(1))
  }

  @Test("Applying")
  func apply() throws {
    var cluster = try led { $0.appliesSeparately = true }
    #expect(cluster[n1].lastApplied == .zero)
    try cluster.take(.apply(n1))
    #expect(cluster[n1].lastApplied == LogIndex(1))
    expectRefused(.apply(n1), in: cluster, "commitIndex(i) > lastApplied(i); it is 1")
    cluster.state[n2].commitIndex = LogIndex(5)
    cluster.state[n2].lastApplied = LogIndex(4)
    expectRefused(.apply(n2), in: cluster, "last index of log(i) > lastApplied(i); it is 1")
  }

  @Test("Taking a snapshot")
  func takeSnapshot() throws {
    expectRefused(.takeSnapshot(n1), in: try led(), "the option hasSnapshots; it is off")
    var cluster = try led { $0.hasSnapshots = true }
    try cluster.take(.takeSnapshot(n1))
    #expect(cluster[n1].log.snapshot.position == LogPosition(term: Term(1), index: LogIndex(1)))
    expectRefused(.takeSnapshot(n1), in: cluster, "lastApplied(i) > index of i's snapshot; it is 1")
    cluster.set(n4, term: 1, log: [1], commit: 1)
    expectRefused(.takeSnapshot(n4), in: cluster, "a configuration(i) at lastApplied(i); it is none")
    cluster.state[n1].lastApplied = LogIndex(5)
    expectRefused(.takeSnapshot(n1), in: cluster, "lastApplied(i) ≤ last index of log(i); it is 5")
  }

  @Test("Sending a snapshot")
  func sendInstallSnapshot() throws {
    var cluster = try led { $0.hasSnapshots = true }
    expectRefused(
      .sendInstallSnapshot(from: n1, to: n3), in: cluster, "nextIndex(i)(j) ≤ index of i's snapshot; it is 1")
    expectRefused(.sendInstallSnapshot(from: n2, to: n3), in: cluster, "role(i) = leader; it is follower")
    expectRefused(.sendInstallSnapshot(from: n1, to: n4), in: cluster, "j ∈ members(i), j ≠ i; it is n4")
    try cluster.take(.takeSnapshot(n1))
    try cluster.take(.sendInstallSnapshot(from: n1, to: n3))
    #expect(cluster.messages(.installSnapshotRequest).count == 1)
  }

  @Test("Change of the configuration, one server at a time")
  func changeMembership() throws {
    let target = Membership(voters: voters.inserting(n4))
    expectRefused(.changeMembership(n1, to: target), in: try led(), "the option membershipChange; it is off")
    var cluster = ModelCluster(4, voters: [n1, n2, n3]) { $0.membershipChange = .oneServer }
    try cluster.elect(n1, by: n2)
    expectRefused(
      .changeMembership(n1, to: target), in: cluster,
      "term of log(i) at commitIndex(i) = currentTerm(i); it is 0")
    cluster = try led { $0.membershipChange = .oneServer }
    expectRefused(.changeMembership(n2, to: target), in: cluster, "role(i) = leader; it is follower")
    for (target, sentence) in [
      (Membership(voters: voters), "a target other than configuration(i); it is n1, n2, n3"),
      (Membership(voters: ServerSet()), "a target with a voter; it is none"),
      (
        Membership(voters: ServerSet([n1]), outgoingVoters: ServerSet([n2, n3])),
        "a target that is not joint; it is n2, n3 joint with n1"
      ),
      (
        Membership(voters: voters, learners: ServerSet([n2])),
        "none that is voter and learner of the target; it is n2"
      ),
      (Membership(voters: voters, learners: ServerSet([n4])), "the option hasLearners; it is off"),
      (Membership(voters: ServerSet([n1, n2, n4])), "at most one voter that comes or goes; it is n3, n4"),
    ] {
      expectRefused(.changeMembership(n1, to: target), in: cluster, sentence)
    }
    try cluster.take(.changeMembership(n1, to: target))
    #expect(cluster[n1].membership == target)
    expectRefused(
      .changeMembership(n1, to: Membership(voters: voters)), in: cluster,
      "index of configuration(i) ≤ commitIndex(i); it is 2")
  }

  @Test("A change waits for the end of a transfer and for room in the log")
  func changeMembershipLater() throws {
    let target = Membership(voters: voters.inserting(n4))
    var cluster = try led {
      $0.membershipChange = .oneServer
      $0.hasLeadershipTransfer = true
    }
    var full = cluster
    while full[n1].log.count < 16 { try full.take(.clientAppend(n1)) }
    expectRefused(.changeMembership(n1, to: target), in: full, "length of log(i) < 16; it is 16")
    try cluster.take(.transferLeadership(from: n1, to: n2))
    expectRefused(.changeMembership(n1, to: target), in: cluster, "transferTarget(i) = none; it is n2")
  }

  @Test("Leaving a joint configuration")
  func leaveJointMembership() throws {
    var cluster = try led { $0.membershipChange = .joint }
    expectRefused(.leaveJointMembership(n1), in: cluster, "a joint configuration(i); it is n1, n2, n3")
    expectRefused(.leaveJointMembership(n2), in: cluster, "role(i) = leader; it is follower")
    try cluster.take(.changeMembership(n1, to: Membership(voters: ServerSet([n1, n2]))))
    expectRefused(
      .leaveJointMembership(n1), in: cluster, "index of configuration(i) ≤ commitIndex(i); it is 2")
    expectRefused(
      .changeMembership(n1, to: Membership(voters: ServerSet([n1]))), in: cluster,
      "a configuration(i) that is not joint; it is n1, n2, n3 joint with n1, n2")
    try cluster.replicate(n1, to: n2)
    var full = cluster
    while full[n1].log.count < 16 { try full.take(.clientAppend(n1)) }
    expectRefused(.leaveJointMembership(n1), in: full, "length of log(i) < 16; it is 16")
    try cluster.take(.leaveJointMembership(n1))
    #expect(cluster[n1].membership == Membership(voters: ServerSet([n1, n2])))
  }

  @Test("Transfer of leadership, and its end")
  func transfer() throws {
    expectRefused(
      .transferLeadership(from: n1, to: n2), in: try led(), "the option hasLeadershipTransfer; it is off")
    var cluster = try led { $0.hasLeadershipTransfer = true }
    expectRefused(.abortTransfer(n1), in: cluster, "transferTarget(i) ≠ none; it is none")
    expectRefused(.transferLeadership(from: n2, to: n1), in: cluster, "role(i) = leader; it is follower")
    expectRefused(.transferLeadership(from: n1, to: n1), in: cluster, "j ∈ voters(i), j ≠ i; it is n1")
    expectRefused(.transferLeadership(from: n1, to: n4), in: cluster, "j ∈ voters(i), j ≠ i; it is n4")
    expectRefused(
      .transferLeadership(from: n1, to: n3), in: cluster, "matchIndex(i)(j) = last index of log(i); it is 0")
    try cluster.take(.transferLeadership(from: n1, to: n2))
    expectRefused(.transferLeadership(from: n1, to: n2), in: cluster, "transferTarget(i) = none; it is n2")
    try cluster.take(.abortTransfer(n1))
    #expect(cluster[n1].transferTarget == nil)
  }

  @Test("Requesting a read")
  func requestRead() throws {
    expectRefused(.requestRead(n1), in: try led(), "the option hasReads; it is off")
    var cluster = ModelCluster(3) { $0.hasReads = true }
    try cluster.elect(n1, by: n2)
    expectRefused(.requestRead(n1), in: cluster, "term of log(i) at commitIndex(i) = currentTerm(i); it is 0")
    cluster = try led { $0.hasReads = true }
    expectRefused(.requestRead(n2), in: cluster, "role(i) = leader; it is follower")
    try cluster.take(.requestRead(n1))
    #expect(cluster[n1].read.isPending)
    expectRefused(.requestRead(n1), in: cluster, "readIndex(i) = none; it is 1")
  }
}
