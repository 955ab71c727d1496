import RaftModel
import RaftTraceTestSupport
import Testing
import TraceFormat

@Suite("§5.2 Leader election, §5.4.1 Election restriction")
struct ElectionTests {
  @Test("All servers start as followers of term 0 with empty logs (Figure 2, State)")
  func start() {
    let cluster = ModelCluster(3)
    for i in cluster.state.allServers {
      #expect(cluster[i].role == .follower && cluster[i].currentTerm == .zero && cluster[i].votedFor == nil)
      #expect(cluster[i].log.count == 0 && cluster[i].commitIndex == .zero)
    }
  }

  @Test(
    "On timeout a follower increments its term, votes for itself and asks all others (Figure 2, Candidates)")
  func timeout() throws {
    var cluster = ModelCluster(3)
    cluster.set(n1, term: 4, log: [1, 3])
    try cluster.take(.electionTimeout(n1))
    #expect(
      cluster[n1].role == .candidate && cluster[n1].currentTerm == Term(5) && cluster[n1].votedFor == n1)
    #expect(cluster[n1].votesGranted == ServerSet([n1]))
    #expect(cluster.messages().map(\.destination) == [n2, n3])
    for request in cluster.messages() {
      #expect(request.kind == .requestVoteRequest && request.term == Term(5))
      #expect(request.lastLog == LogPosition(term: Term(3), index: LogIndex(2)))
    }
  }

  @Test("A candidate that hears from no majority starts a new election in the next term")
  func again() throws {
    var cluster = ModelCluster(3)
    try cluster.campaign(n1, among: [])
    try cluster.campaign(n1, among: [])
    #expect(cluster[n1].role == .candidate && cluster[n1].currentTerm == Term(2))
  }

  @Test("A leader does not time out")
  func leader() throws {
    var cluster = ModelCluster(3)
    try cluster.elect(n1, by: n2)
    #expect(cluster.refusal(of: .electionTimeout(n1))?.found == .role(.leader))
  }

  @Test("A server votes for one candidate per term, first come first served, and again for the same one")
  func oneVote() throws {
    var cluster = ModelCluster(3)
    try cluster.take(.electionTimeout(n1))
    try cluster.take(.electionTimeout(n2))
    try cluster.deliver(.requestVoteRequest, from: n1, to: n3, again: true)
    try cluster.deliver(.requestVoteRequest, from: n2, to: n3)
    try cluster.deliver(.requestVoteRequest, from: n1, to: n2)
    #expect(cluster[n3].votedFor == n1 && cluster[n2].votedFor == n2)
    #expect(cluster.messages(.requestVoteResponse, from: n3, to: n2).map(\.voteGranted) == [false])
    #expect(cluster.messages(.requestVoteResponse, from: n2, to: n1).map(\.voteGranted) == [false])
    try cluster.deliver(.requestVoteResponse, from: n3, to: n1)
    try cluster.deliver(.requestVoteRequest, from: n1, to: n3)
    #expect(cluster.messages(.requestVoteResponse, from: n3, to: n1).map(\.voteGranted) == [true])
  }

  @Test("A majority of the full cluster elects, its own vote included", arguments: 1...7)
  func majority(_ size: Int) throws {
    var cluster = ModelCluster(size)
    let others = [n2, n3, n4, n5, n6, n7].prefix(size - 1)
    let needed = size / 2
    try cluster.campaign(n1, among: Array(others.prefix(max(0, needed - 1))))
    #expect(cluster[n1].role == (needed == 0 ? .leader : .candidate))
    guard needed > 0 else { return }
    try cluster.campaign(n1, among: Array(others.prefix(needed)))
    #expect(cluster[n1].role == .leader && cluster[n1].currentTerm == Term(2))
  }

  @Test("A vote counts once, only if granted, and only in its term")
  func votes() throws {
    var cluster = ModelCluster(5)
    try cluster.take(.electionTimeout(n1))
    try cluster.deliver(.requestVoteRequest, from: n1, to: n2)
    try cluster.deliver(.requestVoteResponse, from: n2, to: n1, again: true)
    try cluster.deliver(.requestVoteResponse, from: n2, to: n1, again: true)
    #expect(cluster[n1].role == .candidate && cluster[n1].votesGranted == ServerSet([n1, n2]))

    let refusal = Packet.requestVoteResponse(from: n3, to: n1, term: Term(1), voteGranted: false)
    cluster.state.network.send(refusal)
    try cluster.take(.receive(refusal))
    #expect(cluster[n1].votesGranted == ServerSet([n1, n2]))

    try cluster.take(.electionTimeout(n1))
    try cluster.deliver(.requestVoteResponse, from: n2, to: n1)
    #expect(cluster[n1].votesGranted == ServerSet([n1]))
  }

  @Test("A candidate that hears from the leader of its term becomes follower and keeps its vote")
  func yields() throws {
    var cluster = ModelCluster(3)
    try cluster.take(.electionTimeout(n3))
    try cluster.elect(n1, by: n2)
    try cluster.take(.sendAppendEntries(from: n1, to: n3))
    #expect(cluster[n3].role == .candidate && cluster[n3].currentTerm == Term(1))
    try cluster.deliver(.appendEntriesRequest, from: n1, to: n3)
    #expect(cluster[n3].role == .follower && cluster[n3].votedFor == n3 && cluster[n3].votesGranted.isEmpty)
  }

  @Test("A candidate that hears from a leader of an earlier term stays candidate")
  func staysCandidate() throws {
    var cluster = ModelCluster(3)
    try cluster.elect(n1, by: n2)
    try cluster.take(.sendAppendEntries(from: n1, to: n3))
    try cluster.take(.electionTimeout(n3))
    try cluster.take(.electionTimeout(n3))
    try cluster.deliver(.appendEntriesRequest, from: n1, to: n3)
    #expect(cluster[n3].role == .candidate && cluster[n3].currentTerm == Term(2))
    #expect(cluster.messages(.appendEntriesResponse).map(\.success) == [false])
  }

  @Test(
    "A new leader's nextIndex is its last index + 1, its matchIndex 0 (Figure 2, Volatile state on leaders)")
  func newLeader() throws {
    var cluster = ModelCluster(3)
    for i in [n1, n2, n3] { cluster.set(i, term: 2, log: [1, 2]) }
    try cluster.elect(n1, by: n2)
    for i in [n2, n3] {
      #expect(cluster[n1].nextIndex[i] == LogIndex(3) && cluster[n1].matchIndex[i] == .zero)
    }
    try cluster.take(.sendAppendEntries(from: n1, to: n2))
    let heartbeat = try #require(cluster.messages(.appendEntriesRequest).first)
    #expect(heartbeat.entries.isEmpty && heartbeat.prevLog == LogPosition(term: Term(2), index: LogIndex(2)))
  }

  @Test("A leader may begin with an empty entry (§8)")
  func noOperation() throws {
    var cluster = ModelCluster(3) { $0.appendsNoOperation = true }
    try cluster.elect(n1, by: n2)
    #expect(cluster[n1].log.count == 1 && cluster[n1].log.entries[0].isNoOperation)
    #expect(cluster[n1].nextIndex[n2] == LogIndex(1))
  }

  /// Logs of a candidate and of a voter, and whether the candidate's is at least as up-to-date.
  static let logs: [(candidate: [UInt64], voter: [UInt64], granted: Bool)] = [
    ([], [], true),
    ([1], [], true),
    ([], [1], false),
    ([1, 1], [1, 1], true),
    ([1, 1], [1, 1, 1], false),
    ([1, 1, 1], [1, 1], true),
    ([1, 2], [1, 1, 1], true),
    ([1, 1, 1], [1, 2], false),
    ([1, 2, 2], [1, 1, 2], true),
    ([3], [1, 2, 2, 2], true),
  ]

  @Test("A vote is granted only if the candidate's log is at least as up-to-date (§5.4.1)", arguments: logs)
  func upToDate(_ logs: (candidate: [UInt64], voter: [UInt64], granted: Bool)) throws {
    var cluster = ModelCluster(2)
    cluster.set(n1, term: 3, log: logs.candidate)
    cluster.set(n2, term: 3, log: logs.voter)
    try cluster.take(.electionTimeout(n1))
    try cluster.deliver(.requestVoteRequest, from: n1, to: n2)
    #expect(cluster[n2].votedFor == (logs.granted ? n1 : nil))
    #expect(cluster[n2].currentTerm == Term(4), "the term is adopted even if the vote is refused")
    try cluster.deliver(.requestVoteResponse, from: n2, to: n1)
    #expect(cluster[n1].role == (logs.granted ? .leader : .candidate))
  }

  @Test("The vote survives a crash: no second one in the term")
  func voteIsDurable() throws {
    var cluster = ModelCluster(3)
    try cluster.campaign(n1, among: [n3])
    try cluster.take(.restart(n3))
    try cluster.take(.restart(n1))
    try cluster.campaign(n2, among: [n3])
    #expect(cluster[n3].votedFor == n1 && cluster[n2].role == .candidate)
  }
}
