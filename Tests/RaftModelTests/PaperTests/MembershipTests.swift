import RaftModel
import RaftTraceTestSupport
import Testing
import TraceFormat

@Suite("§6 and dissertation §4 Membership changes")
struct MembershipTests {
  private func voters(_ servers: ServerID...) -> Membership { Membership(voters: ServerSet(servers)) }

  /// n1 leads some of five servers, and has committed in its term.
  private func led(
    _ change: ModelOptions.MembershipChange, voters: ServerID..., learners: Bool = false
  ) throws -> ModelCluster {
    var cluster = ModelCluster(5, voters: voters) {
      $0.membershipChange = change
      $0.hasLearners = learners
    }
    let others = Array(voters.dropFirst())
    try cluster.campaign(n1, among: others)
    try cluster.take(.clientAppend(n1))
    try cluster.replicate(n1, to: others)
    return cluster
  }

  @Test("A server uses the latest configuration in its log, committed or not")
  func inUse() throws {
    var cluster = try led(.oneServer, voters: n1, n2, n3)
    try cluster.take(.changeMembership(n1, to: voters(n1, n2, n3, n4)))
    #expect(cluster[n1].membership == voters(n1, n2, n3, n4) && cluster[n1].commitIndex == LogIndex(1))
    try cluster.replicate(n1, to: n2)
    #expect(cluster[n2].membership == voters(n1, n2, n3, n4))
    #expect(cluster[n1].commitIndex == LogIndex(1), "two of four")
    try cluster.replicate(n1, to: n4)
    #expect(cluster[n1].commitIndex == LogIndex(2), "three of four")
  }

  @Test("Where its entry is removed from the log, a server falls back to the configuration before")
  func fallsBack() throws {
    var cluster = try led(.oneServer, voters: n1, n2, n3)
    try cluster.take(.changeMembership(n1, to: voters(n1, n2)))
    try cluster.elect(n2, by: n3)
    try cluster.take(.clientAppend(n2))
    try cluster.replicate(n2, to: n1)
    #expect(cluster[n1].log.terms == [1, 2] && cluster[n1].membership == voters(n1, n2, n3))
  }

  @Test("A leader that was not able to commit in its term may not change the configuration (2015)")
  func ownTerm() throws {
    var cluster = try led(.oneServer, voters: n1, n2, n3)
    try cluster.elect(n2, by: n3)
    #expect(cluster.refusal(of: .changeMembership(n2, to: voters(n2, n3))) != nil)
    try cluster.take(.clientAppend(n2))
    try cluster.replicate(n2, to: n3)
    #expect(cluster.refusal(of: .changeMembership(n2, to: voters(n2, n3))) == nil)
  }

  @Test("Majorities of configurations that differ by one server overlap", arguments: 1...6)
  func overlap(_ size: Int) {
    let (old, new) = (
      Membership(voters: ServerSet(first: size)), Membership(voters: ServerSet(first: size + 1))
    )
    for bits in 0..<UInt8(128) {
      let some = ServerSet(bits: bits)
      let rest = ServerSet(first: 7).subtracting(some)
      #expect(!(old.hasQuorum(some) && new.hasQuorum(rest)))
    }
  }

  @Test("A joint configuration needs majorities of C_old and of C_new, for commitment and for elections")
  func joint() throws {
    var cluster = try led(.joint, voters: n1, n2, n3)
    try cluster.take(.changeMembership(n1, to: voters(n3, n4, n5)))
    #expect(
      cluster[n1].membership.isJoint && cluster[n1].membership.outgoingVoters == ServerSet([n1, n2, n3]))
    var other = cluster
    try cluster.replicate(n1, to: n2, n3)
    #expect(cluster[n1].commitIndex == LogIndex(1), "all of C_old, one of C_new")
    try other.replicate(n1, to: n4, n5)
    #expect(other[n1].commitIndex == LogIndex(1), "one of C_old, two of C_new")
    try cluster.replicate(n1, to: n4)
    #expect(cluster[n1].commitIndex == LogIndex(2))

    try cluster.campaign(n3, among: [n1, n2])
    #expect(cluster[n3].role == .candidate)
    try cluster.campaign(n3, among: [n4, n5])
    #expect(cluster[n3].role == .candidate)
    try cluster.campaign(n3, among: [n2, n4])
    #expect(cluster[n3].role == .leader)
  }

  @Test("C_new follows only once C_old,new is committed, also under a later leader")
  func leaveJoint() throws {
    var cluster = try led(.joint, voters: n1, n2, n3)
    try cluster.take(.changeMembership(n1, to: voters(n1, n2)))
    #expect(cluster.refusal(of: .leaveJointMembership(n1)) != nil)
    try cluster.replicate(n1, to: n2)
    try cluster.elect(n2, by: n1)
    #expect(cluster.refusal(of: .leaveJointMembership(n2)) != nil, "n2 does not know that it is committed")
    try cluster.take(.clientAppend(n2))
    try cluster.replicate(n2, to: n1)
    try cluster.take(.leaveJointMembership(n2))
    #expect(cluster[n2].membership == voters(n1, n2))
  }

  @Test("Under joint consensus several voters may be exchanged, under the simple change only one")
  func several() throws {
    let target = voters(n3, n4, n5)
    let (joint, simple) = (try led(.joint, voters: n1, n2, n3), try led(.oneServer, voters: n1, n2, n3))
    #expect(joint.refusal(of: .changeMembership(n1, to: target)) == nil)
    #expect(simple.refusal(of: .changeMembership(n1, to: target)) != nil)
  }

  @Test("A removed leader does not count itself, and steps down when C_new is committed (§4.2.2)")
  func removedLeader() throws {
    var cluster = try led(.oneServer, voters: n1, n2, n3)
    try cluster.take(.changeMembership(n1, to: voters(n2, n3)))
    try cluster.replicate(n1, to: n2)
    #expect(cluster[n1].role == .leader && cluster[n1].commitIndex == LogIndex(1))
    try cluster.replicate(n1, to: n3)
    #expect(cluster[n1].role == .follower && cluster[n1].commitIndex == LogIndex(2))
    #expect(cluster[n1].currentTerm == Term(1), "its term is not over")
  }

  @Test("A server outside its latest configuration may campaign, and does not count its own vote (§4.2.2)")
  func outside() throws {
    var cluster = try led(.oneServer, voters: n1, n2)
    try cluster.take(.changeMembership(n1, to: voters(n2)))
    try cluster.take(.restart(n1))
    try cluster.campaign(n1, among: [])
    #expect(cluster[n1].role == .candidate && cluster[n1].votesGranted == ServerSet([n1]))
    try cluster.campaign(n1, among: [n2])
    #expect(cluster[n1].role == .leader)
  }

  @Test("Servers answer and vote without asking whether they or the others are members (§4.1)")
  func strangers() throws {
    var cluster = try led(.oneServer, voters: n1, n2, n3)
    try cluster.take(.changeMembership(n1, to: voters(n1, n2, n3, n4)))
    try cluster.replicate(n1, to: n2)
    try cluster.campaign(n2, among: [n3, n4])
    #expect(cluster[n4].membership == .none && cluster[n4].votedFor == n2)
    #expect(cluster[n2].role == .leader, "its own vote, that of n3 and that of n4")
    try cluster.replicate(n2, to: n4)
    #expect(cluster[n4].membership == voters(n1, n2, n3, n4), "n4 learns the configuration with the entries")
  }

  @Test("A server without a configuration does not campaign, one that knows a configuration does")
  func blank() throws {
    var cluster = ModelCluster(4, voters: [n1, n2, n3])
    #expect(cluster.refusal(of: .electionTimeout(n4)) != nil)
    try cluster.take(.electionTimeout(n3))
    #expect(cluster.messages().map(\.destination) == [n1, n2])
  }

  @Test("Learners receive entries; they neither count nor campaign, but vote when asked (§4.2.1)")
  func learners() throws {
    var cluster = try led(.oneServer, voters: n1, n2, learners: true)
    try cluster.take(
      .changeMembership(n1, to: Membership(voters: ServerSet([n1, n2]), learners: ServerSet([n3]))))
    try cluster.replicate(n1, to: n3)
    #expect(cluster[n3].log.count == 2 && cluster[n1].commitIndex == LogIndex(1))
    #expect(cluster.refusal(of: .electionTimeout(n3)) != nil)
    try cluster.take(.electionTimeout(n2))
    #expect(cluster.messages(to: n3).isEmpty, "candidates do not ask learners")

    let request = Packet.requestVoteRequest(
      from: n2, to: n3, term: Term(9), lastLog: LogPosition(term: Term(8), index: LogIndex(1)))
    cluster.state.network.send(request)
    try cluster.take(.receive(request))
    #expect(cluster[n3].votedFor == n2, "who asks may know a later configuration")
  }

  @Test("A vote of a server that is no voter does not count")
  func learnersVote() throws {
    var cluster = ModelCluster(4, voters: [n1, n2, n3], learners: [n4])
    try cluster.take(.electionTimeout(n1))
    let vote = Packet.requestVoteResponse(from: n4, to: n1, term: Term(1), voteGranted: true)
    cluster.state.network.send(vote)
    try cluster.take(.receive(vote))
    #expect(cluster[n1].role == .candidate)
    try cluster.deliver(.requestVoteRequest, from: n1, to: n2)
    try cluster.deliver(.requestVoteResponse, from: n2, to: n1)
    #expect(cluster[n1].role == .leader)
  }

  @Test("A smaller configuration may commit at once what it did not before")
  func smaller() throws {
    var cluster = try led(.oneServer, voters: n1, n2)
    try cluster.take(.clientAppend(n1))
    #expect(cluster[n1].commitIndex == LogIndex(1))
    try cluster.take(.changeMembership(n1, to: voters(n1)))
    #expect(cluster[n1].commitIndex == LogIndex(3))
  }
}
