import Testing

@testable import TraceFormat

/// What a log of a clustered OVSDB becomes, and what it does not prove.
@Suite struct OVSDBMappingTests {
  private static func mapping() throws -> LogMapping {
    try #require(LogMappings.builtIn.first { $0.name == "ovsdb" })
  }

  @Test("Lines become these events; who is 0000 is not known")
  func lines() throws {
    let log = #"""
      2026-11-23T07:05:38.138Z|00004|raft|INFO|term 1: elected leader by 1+ of 1 servers
      2026-11-23T07:05:38.139Z|00005|raft|INFO|local server ID is 0a1b
      2026-11-23T07:05:38.140Z|00006|raft|INFO|term 2: 1200 ms timeout expired, starting election
      2026-11-23T07:05:38.141Z|00007|raft|DBG|raft.c:2010 -->3c1d vote_request: term=2 last_log_index=64 last_log_term=1
      2026-11-23T07:05:38.142Z|00008|raft|DBG|<--3c1d vote_reply: term=2 vote=0a1b
      2026-11-23T07:05:38.143Z|00009|raft|INFO|term 2: elected leader by 2+ of 3 servers
      2026-11-23T07:05:38.144Z|00010|raft|DBG|raft.c:2697 -->3c1d append_request "execute command": term=2 prev_log_index=64 prev_log_term=1 leader_commit=60 n_entries=2
      2026-11-23T07:05:38.145Z|00011|raft|DBG|index 66 committed to 2 servers, applying
      2026-11-23T07:05:38.146Z|00012|raft|DBG|<--0000 append_request: term=3 prev_log_index=64 prev_log_term=1 leader_commit=70 n_entries=9
      2026-11-23T07:05:38.147Z|00013|raft|INFO|server 3c1d is leader for term 3
      2026-11-23T07:05:38.148Z|00014|raft|DBG|raft.c:1777 -->3c1d vote_reply: term=4 vote=5e6f
      2026-11-23T07:05:38.149Z|00015|raft|DBG|raft.c:3010 -->0000 append_reply "log updated": term=4 log_end=106 result="OK"
      2026-11-23T07:05:38.150Z|00016|util|EMER|../ovsdb/raft.c:2888: assertion raft->commit_index < raft->log_end failed in raft_peek_next_entry()
      2026-11-23T07:05:38.151Z|00017|raft|INFO|term 4: starting election (prevote)
      """#
    let expected = #"""
      1: left, names no server: term 1: elected leader by 1+ of 1 servers
      2: start server=0a1b
      3: campaignStarted server=0a1b after.currentTerm=2; roleChanged server=0a1b after.currentTerm=2 role=candidate
      4: messageSent server=0a1b message.to=3c1d message.lastLogIndex=64 message.lastLogTerm=1 message.type=RequestVoteRequest message.term=2 after.currentTerm=2
      5: messageReceived server=0a1b message.from=3c1d message.term=2 message.type=RequestVoteResponse message.voteGranted=true
      6: roleChanged server=0a1b after.currentTerm=2 role=leader
      7: messageSent server=0a1b message.to=3c1d message.prevLogIndex=64 message.prevLogTerm=1 message.leaderCommit=60 message.count=2 message.type=AppendEntriesRequest message.term=2 after.currentTerm=2
      8: committed server=0a1b index=66
      9: known, no event: <--0000 append_request: term=3 prev_log_index=64 prev_log_term=1 leader_commit=70 n_entries=9
      10: leaderObserved server=0a1b leader=3c1d after.currentTerm=3
      11: messageSent server=0a1b message.to=3c1d after.currentTerm=4 after.votedFor=5e6f message.type=RequestVoteResponse
      12: messageSent server=0a1b message.type=AppendEntriesResponse message.success=true message.term=4 after.currentTerm=4 after.lastLogIndex=105
      13: observed server=0a1b after.commitIndex=106 after.lastLogIndex=105
      14: roleChanged server=0a1b after.currentTerm=4 role=preCandidate
      """#
    #expect(try TextLogFixtures.lines(log, Self.mapping()).joined(separator: "\n") == expected)
  }

  @Test("What a new process says before its name is of the server it names, also behind another server's log")
  func newProcess() throws {
    let log = """
      2026-11-23T07:05:38.138Z|00005|raft|INFO|local server ID is 0a1b
      2026-11-23T07:05:38.139Z|00001|vlog|INFO|opened log file n2.log
      2026-11-23T07:05:38.140Z|00002|raft|INFO|term 1: elected leader by 1+ of 1 servers
      2026-11-23T07:05:38.141Z|00003|raft|INFO|local server ID is 5e6f
      """
    #expect(
      try TextLogFixtures.lines(log, Self.mapping()) == [
        "1: start server=0a1b", "2: of the server that a later line names: opened log file n2.log",
        "3: of the server that a later line names: term 1: elected leader by 1+ of 1 servers",
        "4: start server=5e6f; roleChanged server=5e6f after.currentTerm=1 role=leader; start server=5e6f",
      ])
  }
}
