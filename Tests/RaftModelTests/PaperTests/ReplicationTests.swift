import RaftModel
import RaftTraceTestSupport
import Testing
import TraceFormat

@Suite("§5.3 Log replication, Figure 2 (AppendEntries RPC, Leaders)")
struct ReplicationTests {
  /// n1 leads the term after the highest of the logs', with the vote of n2.
  private func led(_ logs: [UInt64]..., servers: Int = 3) throws -> ModelCluster {
    var cluster = ModelCluster(servers)
    let term = logs.joined().max() ?? 0
    for (i, log) in logs.enumerated() { cluster.set(ServerID(UInt32(i)), term: term, log: log) }
    try cluster.elect(n1, by: n2)
    return cluster
  }

  private func request(
    _ term: UInt64, prev: (index: UInt64, term: UInt64), _ entries: [UInt64], commit: UInt64 = 0
  ) -> Packet {
    var list = EntryList()
    for entry in entries { list.append(.command(term: Term(entry), from: n1)) }
    return .appendEntriesRequest(
      from: n1, to: n2, term: Term(term),
      prevLog: LogPosition(term: Term(prev.term), index: LogIndex(prev.index)),
      entries: list, leaderCommit: LogIndex(commit))
  }

  /// n2's answer to a request, and n2 after it.
  private func answer(_ request: Packet, by log: [UInt64], term: UInt64, commit: UInt64 = 0) throws
    -> (response: Packet, server: ServerState)
  {
    var cluster = ModelCluster(3)
    cluster.set(n2, term: term, log: log, commit: commit)
    cluster.state.network.send(request)
    try cluster.take(.receive(request))
    return (try #require(cluster.messages(.appendEntriesResponse).first), cluster[n2])
  }

  @Test("A leader appends a client's command to its log, in its term; it never changes its other entries")
  func leaderAppends() throws {
    var cluster = try led([1, 2], [1, 2], [1])
    try cluster.take(.clientAppend(n1))
    #expect(cluster[n1].log.terms == [1, 2, 3] && cluster[n1].commitIndex == .zero)
    #expect(cluster.refusal(of: .clientAppend(n2))?.found == .role(.follower))
  }

  @Test("It sends the entries from nextIndex on with what precedes them")
  func sends() throws {
    var cluster = try led([1, 2], [1, 2], [1])
    try cluster.take(.clientAppend(n1))
    try cluster.take(.sendAppendEntries(from: n1, to: n2))
    let request = try #require(cluster.messages(.appendEntriesRequest).first)
    #expect(request.prevLog == LogPosition(term: Term(2), index: LogIndex(2)))
    #expect(request.entries.count == 1 && request.entries[0].term == Term(3))
  }

  @Test("1. Reply false if term < currentTerm")
  func rule1() throws {
    let (response, server) = try answer(request(2, prev: (1, 1), [2], commit: 2), by: [1], term: 3)
    #expect(!response.success && response.term == Term(3))
    #expect(server.log.terms == [1] && server.commitIndex == .zero)
  }

  @Test(
    "2. Reply false if the log has no entry at prevLogIndex of prevLogTerm",
    arguments: [[], [1], [1, 1], [1, 1, 1]] as [[UInt64]])
  func rule2(_ log: [UInt64]) throws {
    let (response, server) = try answer(request(3, prev: (2, 2), [3], commit: 3), by: log, term: 3)
    #expect(!response.success && response.matchIndex == LogIndex(2), "the answer names the index refused")
    #expect(server.log.terms == log && server.commitIndex == .zero, "nothing is stored, removed or committed")
  }

  @Test("2. In front of the first entry all logs agree")
  func rule2AtZero() throws {
    let (response, server) = try answer(request(1, prev: (0, 0), [1, 1]), by: [], term: 1)
    #expect(response.success && response.matchIndex == LogIndex(2) && server.log.terms == [1, 1])
  }

  @Test("3. A conflicting entry and all that follow it are deleted; 4. what is new is appended")
  func rules3And4() throws {
    let (response, server) = try answer(request(4, prev: (1, 1), [3, 4]), by: [1, 2, 2, 2], term: 3)
    #expect(response.success && response.matchIndex == LogIndex(3) && server.log.terms == [1, 3, 4])
  }

  @Test(
    "3. Only a conflict deletes: entries behind those of the message stay",
    arguments: [[], [2]] as [[UInt64]])
  func rule3Only(_ entries: [UInt64]) throws {
    let (response, server) = try answer(request(3, prev: (1, 1), entries), by: [1, 2, 2, 2], term: 3)
    #expect(response.success && server.log.terms == [1, 2, 2, 2])
    #expect(
      response.matchIndex == LogIndex(UInt64(1 + entries.count)),
      "no more is acknowledged than is shown equal")
  }

  @Test("4. The same request twice has the effect of once (§5.5)")
  func idempotent() throws {
    var cluster = try led([1], [1], [])
    try cluster.take(.clientAppend(n1))
    try cluster.take(.sendAppendEntries(from: n1, to: n2))
    try cluster.deliver(.appendEntriesRequest, from: n1, to: n2, again: true)
    let once = cluster[n2].log
    try cluster.deliver(.appendEntriesRequest, from: n1, to: n2)
    #expect(cluster[n2].log == once && cluster[n2].log.terms == [1, 2])
  }

  @Test("5. commitIndex = min(leaderCommit, index of last new entry), and never goes back")
  func rule5() throws {
    func commit(_ request: Packet, _ log: [UInt64], _ before: UInt64 = 0) throws -> UInt64 {
      try answer(request, by: log, term: 2, commit: before).server.commitIndex.rawValue
    }
    #expect(try commit(request(2, prev: (1, 1), [2, 2], commit: 2), [1]) == 2)
    #expect(try commit(request(2, prev: (1, 1), [2], commit: 5), [1]) == 2)
    #expect(try commit(request(2, prev: (1, 1), [], commit: 3), [1, 2, 2]) == 1)
    #expect(try commit(request(2, prev: (1, 1), [2], commit: 1), [1, 2, 2], 3) == 3)
    #expect(try commit(request(2, prev: (1, 1), [], commit: 5), [1, 2, 2], 3) == 3)
  }

  @Test("On success nextIndex and matchIndex advance")
  func success() throws {
    var cluster = try led([1], [1], [])
    try cluster.take(.clientAppend(n1))
    try cluster.replicate(n1, to: n2)
    #expect(cluster[n1].matchIndex[n2] == LogIndex(2) && cluster[n1].nextIndex[n2] == LogIndex(3))
    #expect(cluster[n1].matchIndex[n3] == .zero)
  }

  @Test("On refusal nextIndex goes back until the logs agree")
  func refusal() throws {
    var cluster = try led([1, 2, 3], [1], [1, 1, 1])
    var refused: [UInt64] = []
    for _ in 0..<2 {
      try cluster.take(.sendAppendEntries(from: n1, to: n3))
      refused.append(try cluster.deliver(.appendEntriesRequest, from: n1, to: n3).prevLog.index.rawValue)
      let response = try cluster.deliver(.appendEntriesResponse, from: n3, to: n1)
      #expect(!response.success && cluster[n1].matchIndex[n3] == .zero)
    }
    #expect(refused == [3, 2] && cluster[n1].nextIndex[n3] == LogIndex(2))
    try cluster.replicate(n1, to: n3)
    #expect(cluster[n3].log.terms == [1, 2, 3])
  }

  @Test("A late refusal does not take nextIndex to or below matchIndex")
  func lateRefusal() throws {
    var cluster = try led([1, 2], [1], [1])
    try cluster.take(.sendAppendEntries(from: n1, to: n3))
    try cluster.deliver(.appendEntriesRequest, from: n1, to: n3)
    try cluster.deliver(.appendEntriesResponse, from: n3, to: n1, again: true)
    let late = try #require(cluster.messages(.appendEntriesResponse).first)
    cluster.loseAll()
    try cluster.replicate(n1, to: n3)
    cluster.state.network.send(late)
    try cluster.take(.receive(late))
    #expect(cluster[n1].matchIndex[n3] == LogIndex(2) && cluster[n1].nextIndex[n3] == LogIndex(3))
  }

  @Test("A late success does not take matchIndex back")
  func lateSuccess() throws {
    var cluster = try led([], [], [])
    try cluster.take(.clientAppend(n1))
    try cluster.take(.sendAppendEntries(from: n1, to: n2))
    try cluster.deliver(.appendEntriesRequest, from: n1, to: n2)
    let late = try #require(cluster.messages(.appendEntriesResponse).first)
    cluster.loseAll()
    try cluster.take(.clientAppend(n1))
    try cluster.replicate(n1, to: n2)
    cluster.state.network.send(late)
    try cluster.take(.receive(late))
    #expect(cluster[n1].matchIndex[n2] == LogIndex(2) && cluster[n1].commitIndex == LogIndex(2))
  }

  @Test(
    "An entry is committed when a majority holds it, and with it all before (§5.3)", arguments: [3, 4, 5])
  func majorityCommits(_ servers: Int) throws {
    var cluster = ModelCluster(servers)
    let others = Array([n2, n3, n4, n5].prefix(servers - 1))
    try cluster.campaign(n1, among: others)
    try cluster.take(.clientAppend(n1))
    try cluster.take(.clientAppend(n1))
    for (count, follower) in others.enumerated() {
      try cluster.replicate(n1, to: follower)
      let holders = count + 2
      #expect(cluster[n1].commitIndex == (2 * holders > servers ? LogIndex(2) : .zero))
    }
  }

  @Test(
    "Of earlier terms nothing is committed by counting copies; an entry of its own term commits all (§5.4.2)")
  func ownTermOnly() throws {
    var cluster = try led([1, 2], [1, 2], [1, 2])
    try cluster.replicate(n1, to: n2, n3)
    #expect(cluster[n1].matchIndex[n2] == LogIndex(2) && cluster[n1].matchIndex[n3] == LogIndex(2))
    #expect(cluster[n1].commitIndex == .zero)
    try cluster.take(.clientAppend(n1))
    #expect(cluster[n1].commitIndex == .zero)
    try cluster.replicate(n1, to: n2)
    #expect(cluster[n1].commitIndex == LogIndex(3))
  }

  @Test("Followers learn of commitment with the next message, a heartbeat too")
  func followersCommit() throws {
    var cluster = try led([], [], [])
    try cluster.take(.clientAppend(n1))
    try cluster.replicate(n1, to: n2)
    #expect(cluster[n1].commitIndex == LogIndex(1) && cluster[n2].commitIndex == .zero)
    try cluster.replicate(n1, to: n2)
    #expect(cluster[n2].commitIndex == LogIndex(1) && cluster[n2].machine == cluster[n1].machine)
  }

  @Test("The only server of a cluster commits alone")
  func alone() throws {
    var cluster = ModelCluster(1)
    try cluster.take(.electionTimeout(n1))
    try cluster.take(.clientAppend(n1))
    #expect(cluster[n1].commitIndex == LogIndex(1) && cluster[n1].lastApplied == LogIndex(1))
  }

  @Test("A leader that lost its term counts no acknowledgements")
  func deposed() throws {
    var cluster = try led([], [], [])
    try cluster.take(.clientAppend(n1))
    try cluster.take(.sendAppendEntries(from: n1, to: n2))
    try cluster.deliver(.appendEntriesRequest, from: n1, to: n2)
    try cluster.take(.restart(n1))
    try cluster.deliver(.appendEntriesResponse, from: n2, to: n1)
    #expect(cluster[n1].commitIndex == .zero && cluster[n1].matchIndex[n2] == .zero)
  }

  @Test("A leader counts no acknowledgements of a term that it led before")
  func earlierTerm() throws {
    var cluster = try led([], [], [])
    try cluster.take(.clientAppend(n1))
    try cluster.take(.sendAppendEntries(from: n1, to: n2))
    try cluster.deliver(.appendEntriesRequest, from: n1, to: n2)
    let late = try #require(cluster.messages(.appendEntriesResponse).first)
    try cluster.take(.restart(n1))
    try cluster.elect(n1, by: n3)
    for packet in [late, .installSnapshotResponse(from: n2, to: n1, term: Term(1), matchIndex: LogIndex(1))] {
      cluster.state.network.send(packet)
      try cluster.take(.receive(packet))
      #expect(cluster[n1].matchIndex[n2] == .zero && cluster[n1].nextIndex[n2] == LogIndex(2))
    }
  }
}
