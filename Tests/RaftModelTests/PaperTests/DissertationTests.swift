import RaftModel
import RaftTraceTestSupport
import Testing
import TraceFormat

@Suite("Dissertation §3.10 Leadership transfer")
struct TransferTests {
  private func led() throws -> ModelCluster {
    var cluster = ModelCluster(3) {
      $0.hasLeadershipTransfer = true
      $0.hasPreVote = true
    }
    try cluster.elect(n1, by: n2)
    try cluster.take(.clientAppend(n1))
    return cluster
  }

  @Test("The target must hold all of the leader's log")
  func matched() throws {
    var cluster = try led()
    #expect(cluster.refusal(of: .transferLeadership(from: n1, to: n2)) != nil)
    try cluster.replicate(n1, to: n2)
    #expect(cluster.refusal(of: .transferLeadership(from: n1, to: n2)) == nil)
  }

  @Test("While it hands over, a leader takes no commands but replicates; afterwards it takes them again")
  func handsOver() throws {
    var cluster = try led()
    try cluster.replicate(n1, to: n2)
    try cluster.take(.transferLeadership(from: n1, to: n2))
    #expect(cluster.refusal(of: .clientAppend(n1)) != nil)
    #expect(cluster.refusal(of: .sendAppendEntries(from: n1, to: n3)) == nil)
    try cluster.take(.abortTransfer(n1))
    #expect(cluster.refusal(of: .clientAppend(n1)) == nil)
  }

  @Test(
    "The target campaigns at once in the next term, without pre-vote; a TimeoutNow of another term does nothing"
  )
  func timeoutNow() throws {
    var cluster = try led()
    try cluster.replicate(n1, to: n2)
    try cluster.take(.transferLeadership(from: n1, to: n2))
    var late = cluster
    try cluster.deliver(.timeoutNow, from: n1, to: n2, again: true)
    #expect(cluster[n2].role == .candidate && cluster[n2].currentTerm == Term(2))
    #expect(cluster.messages(.requestVoteRequest).allSatisfy { $0.isTransfer })
    try cluster.deliver(.timeoutNow, from: n1, to: n2)
    #expect(cluster[n2].currentTerm == Term(2), "the second copy is of an earlier term")

    late.set(n2, term: 3, log: [1])
    try late.deliver(.timeoutNow, from: n1, to: n2)
    #expect(late[n2].role == .follower && late[n2].currentTerm == Term(3))
  }
}

@Suite("Dissertation §9.6 Pre-vote")
struct PreVoteTests {
  @Test("A pre-candidate keeps its term and its vote, and campaigns with a majority's consent")
  func consent() throws {
    var cluster = ModelCluster(5) { $0.hasPreVote = true }
    cluster.set(n1, term: 3, log: [1], vote: n2)
    try cluster.take(.electionTimeout(n1))
    #expect(
      cluster[n1].role == .preCandidate && cluster[n1].currentTerm == Term(3) && cluster[n1].votedFor == n2)
    for voter in [n2, n3] {
      #expect(cluster[n1].role == .preCandidate)
      try cluster.deliver(.preVoteRequest, from: n1, to: voter)
      #expect(cluster[voter].currentTerm == .zero && cluster[voter].votedFor == nil)
      try cluster.deliver(.preVoteResponse, from: voter, to: n1)
    }
    #expect(
      cluster[n1].role == .candidate && cluster[n1].currentTerm == Term(4) && cluster[n1].votedFor == n1)
    #expect(cluster[n1].votesGranted == ServerSet([n1]), "a pre-vote is no vote")
  }

  @Test("It is refused by a server whose log is more up-to-date, or whose term is not behind")
  func refused() throws {
    for (log, term) in [([1, 2], 2), ([1], 9)] as [([UInt64], UInt64)] {
      var cluster = ModelCluster(2) { $0.hasPreVote = true }
      cluster.set(n1, term: 2, log: [1])
      cluster.set(n2, term: term, log: log)
      try cluster.take(.electionTimeout(n1))
      try cluster.deliver(.preVoteRequest, from: n1, to: n2)
      try cluster.deliver(.preVoteResponse, from: n2, to: n1)
      #expect(cluster[n1].role == (term == 9 ? .follower : .preCandidate))
      #expect(cluster[n1].currentTerm == Term(term) && cluster[n1].votesGranted.contains(n2) == false)
    }
  }

  @Test("A grant for an earlier campaign does not count")
  func late() throws {
    var cluster = ModelCluster(3) { $0.hasPreVote = true }
    try cluster.take(.electionTimeout(n1))
    try cluster.deliver(.preVoteRequest, from: n1, to: n2)
    try cluster.deliver(.preVoteResponse, from: n2, to: n1, again: true)
    #expect(cluster[n1].role == .candidate && cluster[n1].currentTerm == Term(1))
    try cluster.take(.electionTimeout(n1))
    #expect(cluster[n1].role == .preCandidate)
    try cluster.deliver(.preVoteResponse, from: n2, to: n1)
    #expect(cluster[n1].role == .preCandidate && cluster[n1].votesGranted == ServerSet([n1]))
  }

  @Test("A pre-candidate that hears from the leader becomes follower")
  func yields() throws {
    var cluster = ModelCluster(3) { $0.hasPreVote = true }
    try cluster.elect(n1, by: n2)
    try cluster.replicate(n1, to: n3)
    try cluster.take(.electionTimeout(n3))
    try cluster.take(.sendAppendEntries(from: n1, to: n3))
    try cluster.deliver(.appendEntriesRequest, from: n1, to: n3)
    #expect(cluster[n3].role == .follower && cluster[n3].votesGranted.isEmpty)
  }
}

@Suite("Dissertation §6.4 Reads without an entry, §6.2 CheckQuorum")
struct ReadTests {
  private func led(_ servers: Int = 3) throws -> ModelCluster {
    var cluster = ModelCluster(servers) {
      $0.hasReads = true
      $0.hasCheckQuorum = true
    }
    try cluster.campaign(n1, among: [n2, n3])
    try cluster.take(.clientAppend(n1))
    try cluster.replicate(n1, to: n2, n3)
    return cluster
  }

  private func heartbeat(_ follower: ServerID, in cluster: inout ModelCluster) throws {
    try cluster.take(.sendAppendEntries(from: n1, to: follower))
    try cluster.deliver(.appendEntriesRequest, from: n1, to: follower)
    try cluster.deliver(.appendEntriesResponse, from: follower, to: n1)
  }

  @Test("1. Not before an entry of the leader's own term is committed")
  func ownTerm() throws {
    var cluster = try led()
    #expect(cluster.refusal(of: .requestRead(n1)) == nil)
    try cluster.elect(n2, by: n3)
    #expect(cluster.refusal(of: .requestRead(n2)) != nil)
  }

  @Test("3. Served once a majority has answered a heartbeat sent after the read arrived")
  func majority() throws {
    var cluster = try led(5)
    try cluster.take(.requestRead(n1))
    #expect(cluster[n1].read.readIndex == LogIndex(1))
    try heartbeat(n2, in: &cluster)
    try heartbeat(n2, in: &cluster)
    #expect(cluster[n1].read.isPending, "one server answers twice")
    try heartbeat(n4, in: &cluster)
    #expect(!cluster[n1].read.isPending && cluster.state.history.readCount == 1)
  }

  @Test("An answer to an earlier heartbeat does not count, a refusal of a later one does")
  func rounds() throws {
    var cluster = try led()
    try cluster.take(.sendAppendEntries(from: n1, to: n2))
    try cluster.deliver(.appendEntriesRequest, from: n1, to: n2)
    try cluster.take(.requestRead(n1))
    try cluster.deliver(.appendEntriesResponse, from: n2, to: n1)
    #expect(cluster[n1].read.isPending)
    cluster.state[n1].nextIndex[n3] = LogIndex(2)
    cluster.set(n3, term: 1, log: [])
    try heartbeat(n3, in: &cluster)
    #expect(!cluster[n1].read.isPending, "it was refused for the log, not for the term")
  }

  @Test("The 300th read is confirmed by its own round only")
  func wrapsAround() throws {
    var cluster = try led()
    for _ in 0..<300 {
      try cluster.take(.sendAppendEntries(from: n1, to: n2))
      let old = try cluster.deliver(.appendEntriesRequest, from: n1, to: n2)
      try cluster.take(.requestRead(n1))
      try cluster.deliver(.appendEntriesResponse, from: n2, to: n1)
      #expect(cluster[n1].read.isPending, "round \(old.round)")
      try heartbeat(n3, in: &cluster)
      #expect(!cluster[n1].read.isPending)
    }
    #expect(cluster.violations.isEmpty)
  }

  @Test("The answer to a heartbeat of a term that the leader led before does not count")
  func earlierTerm() throws {
    for count in [1, 200] {
      var cluster = try led()
      try cluster.take(.requestRead(n1))
      try cluster.take(.sendAppendEntries(from: n1, to: n2))
      let late = try #require(cluster.messages(.appendEntriesRequest).first)
      try cluster.take(.restart(n1))
      try cluster.elect(n1, by: n2)
      try cluster.take(.clientAppend(n1))
      try cluster.replicate(n1, to: n3)
      for _ in 1..<count {
        try cluster.take(.requestRead(n1))
        try heartbeat(n3, in: &cluster)
      }
      try cluster.take(.requestRead(n1))
      cluster.state.network.send(late)
      try cluster.take(.receive(late))
      try cluster.deliver(.appendEntriesResponse, from: n2, to: n1)
      #expect(cluster[n1].role == .leader && cluster[n1].read.isPending, "read \(count)")
    }
  }

  @Test("A deposed leader does not serve its read")
  func deposed() throws {
    var cluster = try led()
    try cluster.take(.requestRead(n1))
    try cluster.elect(n2, by: n3)
    try heartbeat(n3, in: &cluster)
    #expect(cluster[n1].role == .follower && !cluster[n1].read.isPending)
    #expect(cluster.state.history.readCount == 0)
  }

  @Test("Answers of learners and of servers outside do not count")
  func learners() throws {
    var cluster = ModelCluster(4, voters: [n1, n2], learners: [n3], rules: try led().model.rules)
    try cluster.elect(n1, by: n2)
    try cluster.take(.clientAppend(n1))
    try cluster.replicate(n1, to: n2, n3)
    try cluster.take(.requestRead(n1))
    try heartbeat(n3, in: &cluster)
    #expect(cluster[n1].read.isPending)
    try heartbeat(n2, in: &cluster)
    #expect(!cluster[n1].read.isPending)
  }

  @Test("A leader that steps down keeps term and vote, forgets its reads, and may campaign again")
  func stepDown() throws {
    var cluster = try led()
    try cluster.take(.requestRead(n1))
    try cluster.take(.stepDown(n1))
    #expect(cluster[n1].role == .follower && cluster[n1].currentTerm == Term(1) && cluster[n1].votedFor == n1)
    #expect(!cluster[n1].read.isPending && cluster[n1].matchIndex[n2] == .zero)
    #expect(cluster.refusal(of: .clientAppend(n1)) != nil)
    try cluster.elect(n1, by: n2)
  }
}

@Suite("Dissertation §10.2.1 Pipelining")
struct PipeliningTests {
  @Test("nextIndex advances when entries are sent; without pipelining, when they are acknowledged")
  func nextIndex() throws {
    for pipelines in [true, false] {
      var cluster = ModelCluster(3) { $0.pipelinesEntries = pipelines }
      try cluster.elect(n1, by: n2)
      try cluster.take(.clientAppend(n1))
      try cluster.take(.sendAppendEntries(from: n1, to: n2))
      #expect(cluster[n1].nextIndex[n2] == LogIndex(pipelines ? 2 : 1) && cluster[n1].matchIndex[n2] == .zero)
      try cluster.deliverAll()
      #expect(cluster[n1].nextIndex[n2] == LogIndex(2) && cluster[n1].matchIndex[n2] == LogIndex(1))
    }
  }

  @Test("What is lost is refused later, and sent again")
  func lost() throws {
    var cluster = ModelCluster(3) { $0.pipelinesEntries = true }
    try cluster.elect(n1, by: n2)
    try cluster.take(.clientAppend(n1))
    try cluster.take(.sendAppendEntries(from: n1, to: n2))
    cluster.loseAll()
    try cluster.take(.clientAppend(n1))
    try cluster.take(.sendAppendEntries(from: n1, to: n2))
    try cluster.deliverAll()
    #expect(cluster[n2].log.count == 0 && cluster[n1].nextIndex[n2] == LogIndex(1))
    try cluster.replicate(n1, to: n2)
    #expect(cluster[n2].log == cluster[n1].log)
  }
}
