import RaftModel
import RaftTraceTestSupport
import Testing
import TraceFormat

@Suite("§5.1 Terms, and Figure 2's rules for all servers")
struct TermTests {
  /// A message of each kind to n1, of a term.
  private static func packet(_ kind: Packet.Kind, _ term: UInt64, granted: Bool = false) -> Packet {
    let term = Term(term)
    return switch kind {
    case .requestVoteRequest: .requestVoteRequest(from: n2, to: n1, term: term, lastLog: .zero)
    case .requestVoteResponse: .requestVoteResponse(from: n2, to: n1, term: term, voteGranted: granted)
    case .preVoteRequest: .preVoteRequest(from: n2, to: n1, term: term, lastLog: .zero)
    case .preVoteResponse: .preVoteResponse(from: n2, to: n1, term: term, voteGranted: granted)
    case .appendEntriesRequest:
      .appendEntriesRequest(
        from: n2, to: n1, term: term, prevLog: .zero, entries: EntryList(), leaderCommit: .zero)
    case .appendEntriesResponse:
      .appendEntriesResponse(from: n2, to: n1, term: term, success: granted, matchIndex: .zero)
    case .installSnapshotRequest:
      .installSnapshotRequest(
        from: n2, to: n1, term: term,
        snapshot: ServerLog.SnapshotState(membership: Membership(voters: ServerSet(first: 3))))
    case .installSnapshotResponse:
      .installSnapshotResponse(from: n2, to: n1, term: term, matchIndex: .zero)
    case .timeoutNow: .timeoutNow(from: n2, to: n1, term: term)
    }
  }

  private func led() throws -> ModelCluster {
    var cluster = ModelCluster(3)
    try cluster.elect(n1, by: n2)
    return cluster
  }

  @Test(
    "A leader that sees a later term in a request or a response adopts it and becomes follower without a vote",
    arguments: Packet.Kind.allCases.filter { ![.preVoteRequest, .timeoutNow].contains($0) })
  func laterTerm(_ kind: Packet.Kind) throws {
    var cluster = try led()
    let packet = Self.packet(kind, 5)
    cluster.state.network.send(packet)
    try cluster.take(.receive(packet))
    #expect(cluster[n1].currentTerm == Term(5) && cluster[n1].role == .follower)
    #expect(cluster[n1].votedFor == (kind == .requestVoteRequest ? n2 : nil))
    #expect(cluster[n1].matchIndex[n2] == .zero && cluster[n1].nextIndex[n2] == .zero)
  }

  @Test(
    "A pre-vote, and a grant of one, name a term that nobody has yet: it is not adopted (dissertation §9.6)")
  func preVoteTerm() throws {
    for packet in [Self.packet(.preVoteRequest, 5), Self.packet(.preVoteResponse, 5, granted: true)] {
      var cluster = try led()
      cluster.state.network.send(packet)
      try cluster.take(.receive(packet))
      #expect(cluster[n1].currentTerm == Term(1) && cluster[n1].role == .leader && cluster[n1].votedFor == n1)
    }
  }

  @Test(
    "A request of an earlier term is refused with the later term, a response of one is ignored",
    arguments: Packet.Kind.allCases)
  func earlierTerm(_ kind: Packet.Kind) throws {
    var cluster = try led()
    cluster.set(n1, term: 7, log: [1], vote: n3)
    let packet = Self.packet(kind, 6, granted: true)
    cluster.state.network.send(packet)
    try cluster.take(.receive(packet))
    #expect(cluster[n1].currentTerm == Term(7) && cluster[n1].votedFor == n3 && cluster[n1].log.terms == [1])
    #expect(cluster[n1].role == .follower && cluster[n1].commitIndex == .zero)
    let isRequest = [.requestVoteRequest, .preVoteRequest, .appendEntriesRequest, .installSnapshotRequest]
      .contains(kind)
    let answer = cluster.messages(from: n1, to: n2)
    #expect(answer.count == (isRequest ? 1 : 0))
    if kind != .installSnapshotRequest { #expect(answer.allSatisfy { !$0.success && $0.term == Term(7) }) }
    if kind == .installSnapshotRequest {
      #expect(answer.first?.matchIndex == .zero && answer.first?.term == Term(7))
    }
  }

  @Test("A message of the same term changes no term and no vote")
  func sameTerm() throws {
    var cluster = try led()
    try cluster.take(.sendAppendEntries(from: n1, to: n2))
    try cluster.deliver(.appendEntriesRequest, from: n1, to: n2)
    #expect(cluster[n2].currentTerm == Term(1) && cluster[n2].votedFor == n1)
  }

  @Test("commitIndex > lastApplied: entries are applied in order, each once, with the same result everywhere")
  func apply() throws {
    var cluster = ModelCluster(3) { $0.appliesSeparately = true }
    try cluster.elect(n1, by: n2)
    for _ in 0..<3 { try cluster.take(.clientAppend(n1)) }
    try cluster.replicate(n1, to: n2)
    try cluster.replicate(n1, to: n3)
    #expect(cluster[n1].commitIndex == LogIndex(3) && cluster[n1].lastApplied == .zero)
    var digests: [UInt32] = []
    for i in 1...3 {
      try cluster.take(.apply(n1))
      #expect(cluster[n1].lastApplied == LogIndex(UInt64(i)))
      digests.append(cluster[n1].machine)
    }
    #expect(Set(digests).count == 3)
    #expect(cluster.refusal(of: .apply(n1)) != nil)
    for digest in digests {
      try cluster.take(.apply(n3))
      #expect(cluster[n3].machine == digest)
    }
  }

  @Test("Persistent state survives a crash, volatile state does not (Figure 2, State)")
  func restart() throws {
    var cluster = try led()
    try cluster.take(.clientAppend(n1))
    try cluster.replicate(n1, to: n2)
    #expect(cluster[n1].commitIndex == LogIndex(1))
    try cluster.take(.restart(n1))
    let server = cluster[n1]
    #expect(server.currentTerm == Term(1) && server.votedFor == n1 && server.log.terms == [1])
    #expect(server.role == .follower && server.commitIndex == .zero && server.lastApplied == .zero)
    #expect(server.machine == 0 && server.nextIndex[n2] == .zero && server.matchIndex[n2] == .zero)
  }
}
