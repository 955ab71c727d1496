import Testing

@testable import TraceFormat

/// Lines of applications on PySyncObj, each as the mapping reads it.
@Suite struct PySyncObjMappingTests {
  @Test(
    "Lines become these events",
    arguments: [
      (
        "state changed from CANDIDATE to LEADER in term 4",
        "roleChanged server=n1.log after.currentTerm=4 role=leader"
      ),
      (
        "state changed from FOLLOWER to CANDIDATE in term 3",
        "campaignStarted server=n1.log before.currentTerm=3"
      ),
      (
        #"status {"state": 2, "leader": "10.0.0.2:4321", "raft_term": 4, "log_len": 9}"#,
        "observed server=n1.log after.role=leader"
      ),
      (
        #"status {"state": 0, "leader": null, "raft_term": 4, "log_len": 9}"#,
        #"known, no event: status {"state": 0, "leader": null, "raft_term": 4, "log_len": 9}"#
      ),
      (
        "truncating already-applied log entries from index 63 (last applied: 142) - state machine may differ",
        "logTruncated server=n1.log index=63 before.lastApplied=142"
      ),
    ])
  func singleLines(line: String, expected: String) throws {
    let mapping = try #require(LogMappings.builtIn.first { $0.name == "pysyncobj" })
    let lines = try TextLogFixtures.lines("2031-05-02 07:12:57,605 INFO kv [23047]: \(line)", mapping)
    #expect(lines == ["1: \(expected)"])
  }

  @Test(
    "A status tells what a restart takes back only where the process's number tells restarts",
    arguments: [("4711", "after.currentTerm=4 after.lastApplied=6 after.commitIndex=7"), ("1", "")])
  func status(process: String, expected: String) throws {
    let mapping = try #require(LogMappings.builtIn.first { $0.name == "pysyncobj" })
    let log = #"""
      2031-05-02 07:12:57,605 INFO kv [\#(process)]: status {"state": 0, "leader": null, "raft_term": 4, "log_len": 9, \#
      "last_applied": 1, "commit_idx": 7, "has_quorum": true}
      2031-05-02 07:12:57,705 INFO kv [\#(process)]: status {"state": 0, "leader": "b:1", "raft_term": 4, "log_len": 9, \#
      "last_applied": 6, "commit_idx": 7, "has_quorum": true}
      """#
    let lines = try TextLogFixtures.lines(log, mapping)
    #expect(lines[0] == "1: start server=n1.log")
    #expect(lines[1].contains("observed") != expected.isEmpty)
    #expect(lines[1].contains(expected))
  }

  @Test("An apply has what was applied, without the count of the process")
  func applies() throws {
    let mapping = try #require(LogMappings.builtIn.first { $0.name == "pysyncobj" })
    let log = """
      2031-05-02 07:12:57,605 DEBUG kv [7]: applied put #1 a=x y at index 3
      2031-05-02 07:12:58,605 DEBUG kv [8]: applied put #9 a=x y at index 3
      """
    let kinds = try TextLogFixtures.events(log, mapping).map(\.kind)
    #expect(kinds.count == 3)
    #expect(kinds[1] == .start)
    #expect(kinds.first == kinds.last)
  }
}
