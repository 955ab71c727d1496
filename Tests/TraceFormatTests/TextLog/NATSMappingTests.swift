import Testing

@testable import TraceFormat

/// What a log of NATS JetStream becomes, and what it does not prove.
@Suite struct NATSMappingTests {
  private static func mapping() throws -> LogMapping {
    try #require(LogMappings.builtIn.first { $0.name == "nats" })
  }

  @Test("A leader's term comes from its request or an answer, and is lost behind any other line")
  func leaderTerms() throws {
    let log = #"""
      [7] 2026/11/23 07:03:22.033 [INF] Starting nats-server
      [7] 2026/11/23 07:03:22.034 [DBG] RAFT [AAAAAAAA - _meta_] Started
      [7] 2026/11/23 07:03:22.235 [DBG] RAFT [AAAAAAAA - _meta_] Switching to candidate
      [7] 2026/11/23 07:03:22.236 [DBG] RAFT [AAAAAAAA - _meta_] Sending out voteRequest {term:3 lastTerm:2 lastIndex:9 candidate:AAAAAAAA reply:}
      [7] 2026/11/23 07:03:22.237 [DBG] RAFT [AAAAAAAA - _meta_] Received a voteResponse &{term:2 peer:BBBBBBBB granted:true}
      [7] 2026/11/23 07:03:22.238 [DBG] RAFT [AAAAAAAA - _meta_] Switching to leader
      [7] 2026/11/23 07:03:22.239 [DBG] RAFT [AAAAAAAA - S-R3F-x] Sending out voteRequest {term:4 lastTerm:2 lastIndex:9 candidate:AAAAAAAA reply:}
      [7] 2026/11/23 07:03:22.240 [DBG] RAFT [AAAAAAAA - S-R3F-x] Received a voteResponse &{term:2 peer:BBBBBBBB granted:true}
      [7] 2026/11/23 07:03:22.241 [DBG] RAFT [AAAAAAAA - S-R3F-x] Switching to leader
      [7] 2026/11/23 07:03:22.242 [DBG] RAFT [AAAAAAAA - S-R3F-y] Received a voteResponse &{term:5 peer:BBBBBBBB granted:true empty:false}
      [7] 2026/11/23 07:03:22.243 [DBG] RAFT [AAAAAAAA - S-R3F-y] Switching to leader
      [7] 2026/11/23 07:03:22.244 [DBG] RAFT [AAAAAAAA - S-R3F-y] Received a voteResponse &{term:6 peer:BBBBBBBB granted:true empty:false}
      [7] 2026/11/23 07:03:22.245 [DBG] RAFT [AAAAAAAA - S-R3F-y] Received a voteRequest &{term:7 lastTerm:2 lastIndex:9 candidate:CCCCCCCC reply:$NRG.R.x}
      [7] 2026/11/23 07:03:22.246 [DBG] RAFT [AAAAAAAA - S-R3F-y] Switching to leader
      [7] 2026/11/23 07:03:22.247 [DBG] RAFT [AAAAAAAA - S-R3F-y] Rejected AppendEntry from a leader (CCCCCCCC) with term 4 which is less than ours
      [7] 2026/11/23 07:03:22.248 [DBG] RAFT [AAAAAAAA - S-R3F-y] Truncating and repairing WAL to Term 1 Index 140
      """#
    let expected = #"""
      1: known, no event: 
      2: start server=AAAAAAAA group=_meta_
      3: roleChanged server=AAAAAAAA group=_meta_ role=candidate
      4: voteGranted server=AAAAAAAA group=_meta_ lastLogTerm=2 lastLogIndex=9 candidate=AAAAAAAA term=3
      5: messageReceived server=AAAAAAAA group=_meta_ message.from=BBBBBBBB message.type=RequestVoteResponse message.voteGranted=true
      6: roleChanged server=AAAAAAAA group=_meta_ role=leader after.currentTerm=3
      7: roleChanged server=AAAAAAAA group=S-R3F-x role=candidate
      8: messageReceived server=AAAAAAAA group=S-R3F-x message.from=BBBBBBBB message.type=RequestVoteResponse message.voteGranted=true
      9: roleChanged server=AAAAAAAA group=S-R3F-x role=leader
      10: messageReceived server=AAAAAAAA group=S-R3F-y message.from=BBBBBBBB message.type=RequestVoteResponse message.voteGranted=true message.term=5
      11: roleChanged server=AAAAAAAA group=S-R3F-y role=leader after.currentTerm=5
      12: messageReceived server=AAAAAAAA group=S-R3F-y message.from=BBBBBBBB message.type=RequestVoteResponse message.voteGranted=true message.term=6
      13: messageReceived server=AAAAAAAA group=S-R3F-y message.term=7 message.lastLogTerm=2 message.lastLogIndex=9 message.from=CCCCCCCC message.type=RequestVoteRequest
      14: roleChanged server=AAAAAAAA group=S-R3F-y role=leader
      15: messageReceived server=AAAAAAAA group=S-R3F-y message.from=CCCCCCCC message.term=4 message.type=AppendEntriesRequest
      16: logTruncated server=AAAAAAAA group=S-R3F-y index=141
      """#
    #expect(try TextLogFixtures.lines(log, Self.mapping()).joined(separator: "\n") == expected)
  }

  @Test("A leader in between whose request is not shown has no term")
  func unknownTerm() throws {
    let log = """
      [7] 2026/11/23 07:03:22.236 [DBG] RAFT [A - _meta_] Sending out voteRequest {term:3 lastTerm:2 lastIndex:9 candidate:A reply:}
      [7] 2026/11/23 07:03:22.237 [DBG] RAFT [A - _meta_] Switching to follower
      [7] 2026/11/23 07:03:22.238 [DBG] RAFT [A - _meta_] Switching to leader
      """
    #expect(
      try TextLogFixtures.lines(log, Self.mapping()).last
        == "3: roleChanged server=A group=_meta_ role=leader")
  }

  @Test(
    "Another process is a new life of each of its groups, and a follower's commit is told of the cluster's group"
  )
  func processes() throws {
    let log = """
      [701] 2026/11/23 07:03:22.1 [DBG] RAFT [A - _meta_] AppendEntry pindex 3 below commit 9, marking success
      [701] 2026/11/23 07:03:22.2 [DBG] RAFT [A - S-R3F-x] AppendEntry pindex 3 below commit 9, marking success
      [702] 2026/11/23 07:03:22.3 [DBG] RAFT [A - _meta_] AppendEntry pindex 1 below commit 2, marking success
      [702] 2026/11/23 07:03:22.4 [DBG] RAFT [A - S-R3F-x] Switching to leader
      """
    #expect(
      try TextLogFixtures.lines(log, Self.mapping()) == [
        "1: observed server=A group=_meta_ after.commitIndex=9",
        "2: known, no event: AppendEntry pindex 3 below commit 9, marking success",
        "3: start server=A; observed server=A group=_meta_ after.commitIndex=2",
        "4: start server=A; roleChanged server=A group=S-R3F-x role=leader",
      ])
  }

  @Test("A log of NATS is recognized behind a log collector's prefix, other lines are not")
  func recognition() throws {
    let lines = """
      Oct 24 13:50:39 h nats-b[7261]: [7261] 2031/10/24 13:50:39.870741 [WRN] RAFT [F5260000 - S-R3F-iM31] Falling behind
      """
    #expect(LogMappings.guess(Array(lines.utf8))?.name == "nats")
    #expect(LogMappings.guess(Array("[7] 2026/11/23 07:03:22.033 [INF] Listening\n".utf8)) == nil)
  }
}
