import RaftModel
import RaftTraceTestSupport
import Testing
import TraceFormat

@Suite("§7 Log compaction, Figure 13 (InstallSnapshot RPC)")
struct SnapshotTests {
  private func position(_ index: UInt64, _ term: UInt64) -> LogPosition {
    LogPosition(term: Term(term), index: LogIndex(index))
  }

  /// n1 leads, has committed `count` entries with n2, and has compacted them; n3 has nothing.
  private func compacted(_ count: Int) throws -> ModelCluster {
    var cluster = ModelCluster(3) {
      $0.hasSnapshots = true
      $0.membershipChange = .oneServer
    }
    try cluster.elect(n1, by: n2)
    for _ in 0..<count { try cluster.take(.clientAppend(n1)) }
    try cluster.replicate(n1, to: n2)
    try cluster.take(.takeSnapshot(n1))
    return cluster
  }

  /// A server after it has received a snapshot of term 3 up to index 3 of term 2, and its answer.
  private func install(over log: [UInt64], term: UInt64 = 3, commit: UInt64 = 0) throws
    -> (server: ServerState, answer: Packet)
  {
    var cluster = ModelCluster(3) { $0.hasSnapshots = true }
    cluster.set(n2, term: term, log: log, commit: commit)
    let request = Packet.installSnapshotRequest(
      from: n1, to: n2, term: Term(3),
      snapshot: ServerLog.SnapshotState(
        position: position(3, 2), membership: cluster.initialMembership, content: 77))
    cluster.state.network.send(request)
    try cluster.take(.receive(request))
    return (cluster[n2], try #require(cluster.messages(.installSnapshotResponse).first))
  }

  @Test("A snapshot covers what is applied, with the last index, its term, the configuration and the state")
  func take() throws {
    var cluster = try compacted(2)
    try cluster.take(.clientAppend(n1))
    let log = cluster[n1].log
    #expect(log.snapshot.position == position(2, 1) && log.snapshot.content == cluster[n1].machine)
    #expect(log.snapshot.membership == cluster.initialMembership)
    #expect(log.terms == [1] && log.lastIndex == LogIndex(3) && log.term(at: LogIndex(2)) == Term(1))
    #expect(log[LogIndex(2)] == nil && log.term(at: LogIndex(1)) == nil)
    #expect(cluster.refusal(of: .takeSnapshot(n1)) != nil, "nothing more is applied")
  }

  @Test("A snapshot has the configuration of its last entry, not a later one")
  func configuration() throws {
    var cluster = try compacted(1)
    try cluster.take(.clientAppend(n1))
    try cluster.replicate(n1, to: n2)
    try cluster.take(.changeMembership(n1, to: Membership(voters: ServerSet([n1, n2]))))
    try cluster.take(.takeSnapshot(n1))
    #expect(cluster[n1].log.snapshot.membership == cluster.initialMembership)
    #expect(cluster[n1].membership == Membership(voters: ServerSet([n1, n2])))
    try cluster.replicate(n1, to: n2)
    try cluster.take(.takeSnapshot(n1))
    #expect(cluster[n1].log.snapshot.membership == Membership(voters: ServerSet([n1, n2])))
  }

  @Test("The log in front of the snapshot counts: last log, consistency check at its end, restart")
  func log() throws {
    var cluster = try compacted(2)
    #expect(cluster[n1].lastLog == position(2, 1))
    try cluster.take(.clientAppend(n1))
    try cluster.replicate(n1, to: n2)
    try cluster.take(.restart(n1))
    #expect(cluster[n1].commitIndex == LogIndex(2) && cluster[n1].lastApplied == LogIndex(2))
    #expect(cluster[n1].machine == cluster[n1].log.snapshot.content && cluster[n1].log.terms == [1])
  }

  @Test("A leader sends its snapshot where the next entry is discarded, and entries where it is not")
  func send() throws {
    var cluster = try compacted(2)
    #expect(cluster.refusal(of: .sendAppendEntries(from: n1, to: n3)) != nil)
    #expect(cluster.refusal(of: .sendInstallSnapshot(from: n1, to: n2)) != nil)
    #expect(cluster.refusal(of: .sendAppendEntries(from: n1, to: n2)) == nil)
    try cluster.take(.sendInstallSnapshot(from: n1, to: n3))
    try cluster.deliver(.installSnapshotRequest, from: n1, to: n3)
    try cluster.deliver(.installSnapshotResponse, from: n3, to: n1)
    #expect(cluster[n1].matchIndex[n3] == LogIndex(2) && cluster[n1].nextIndex[n3] == LogIndex(3))
    #expect(cluster[n3].machine == cluster[n1].machine && cluster[n3].log == cluster[n1].log)
  }

  @Test("1. Reply immediately if term < currentTerm")
  func rule1() throws {
    let (server, answer) = try install(over: [1], term: 4)
    #expect(server.log.terms == [1] && server.log.snapshot.position == .zero && server.commitIndex == .zero)
    #expect(answer.term == Term(4) && answer.matchIndex == .zero)
  }

  @Test("6. Entries that follow the snapshot's last entry in an equal log are kept")
  func rule6() throws {
    let (server, answer) = try install(over: [1, 2, 2, 2, 3])
    #expect(server.log.terms == [2, 3] && server.log.snapshot.position == position(3, 2))
    #expect(server.commitIndex == LogIndex(3) && answer.matchIndex == LogIndex(3))
  }

  @Test(
    "7. Otherwise the whole log is discarded",
    arguments: [[], [1], [1, 1, 1], [1, 1, 1, 1, 1]] as [[UInt64]])
  func rule7(_ log: [UInt64]) throws {
    let (server, _) = try install(over: log)
    #expect(server.log.terms == [] && server.lastLog == position(3, 2))
  }

  @Test("8. The state machine begins anew with the snapshot, and its configuration is used")
  func rule8() throws {
    let (server, _) = try install(over: [1, 1], commit: 1)
    #expect(server.machine == 77 && server.lastApplied == LogIndex(3) && server.commitIndex == LogIndex(3))
    #expect(server.membership == Membership(voters: ServerSet(first: 3)))
  }

  @Test(
    "A snapshot of what is committed already changes nothing, and is acknowledged",
    arguments: [3, 4] as [UInt64])
  func stale(_ commit: UInt64) throws {
    let (server, answer) = try install(over: [1, 2, 2, 2, 3], commit: commit)
    #expect(server.log.terms == [1, 2, 2, 2, 3] && server.commitIndex == LogIndex(commit))
    #expect(server.lastApplied == LogIndex(commit) && answer.matchIndex == LogIndex(3))
  }

  @Test("Entries that begin inside a snapshot are taken from its end on")
  func overlap() throws {
    var cluster = ModelCluster(3) { $0.hasSnapshots = true }
    cluster.set(n2, term: 2, log: [1, 1, 2], commit: 3)
    try cluster.take(.takeSnapshot(n2))
    for (prev, entries, last) in [(0, [1, 1, 2, 2], 4), (1, [1, 2], 3), (1, [1], 2)]
      as [(UInt64, [UInt64], UInt64)]
    {
      var list = EntryList()
      for term in entries { list.append(.command(term: Term(term), from: n1)) }
      let request = Packet.appendEntriesRequest(
        from: n1, to: n2, term: Term(2), prevLog: position(prev, prev), entries: list, leaderCommit: .zero)
      var copy = cluster
      copy.state.network.send(request)
      try copy.take(.receive(request))
      let answer = try #require(copy.messages(.appendEntriesResponse).first)
      #expect(answer.success && answer.matchIndex == LogIndex(last))
      #expect(
        copy[n2].log.snapshot.position == position(3, 2) && copy[n2].log.terms == (last == 4 ? [2] : []))
    }
  }

  @Test("The consistency check knows the snapshot's last entry, and refuses another term there")
  func check() throws {
    var cluster = ModelCluster(3) { $0.hasSnapshots = true }
    cluster.set(n2, term: 3, log: [1, 1, 2], commit: 3)
    try cluster.take(.takeSnapshot(n2))
    for (term, success) in [(2, true), (3, false)] as [(UInt64, Bool)] {
      let request = Packet.appendEntriesRequest(
        from: n1, to: n2, term: Term(3), prevLog: position(3, term), entries: EntryList(), leaderCommit: .zero
      )
      var copy = cluster
      copy.state.network.send(request)
      try copy.take(.receive(request))
      #expect(copy.messages(.appendEntriesResponse).first?.success == success)
    }
  }
}
