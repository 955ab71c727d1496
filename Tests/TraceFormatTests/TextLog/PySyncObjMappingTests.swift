import Testing

@testable import TraceFormat

/// Lines of applications on PySyncObj, each as the mapping reads it.
@Suite struct PySyncObjMappingTests {
  @Test(
    "Lines become these events",
    arguments: [
      (
        "state changed from CANDIDATE to LEADER in term 4",
        "roleChanged server=n1 after.currentTerm=4 role=leader"
      ),
      (
        "state changed from FOLLOWER to CANDIDATE in term 3",
        "known, no event: state changed from FOLLOWER to CANDIDATE in term 3"
      ),
      (
        #"status {"state": 2, "leader": "10.0.0.2:4321", "raft_term": 4, "log_len": 9}"#,
        "observed server=n1 after.role=leader"
      ),
      (
        #"status {"state": 0, "leader": null, "raft_term": 4, "log_len": 9}"#,
        #"known, no event: status {"state": 0, "leader": null, "raft_term": 4, "log_len": 9}"#
      ),
      (
        "truncating already-applied log entries from index 63 (last applied: 142) - state machine may differ",
        "logTruncated server=n1 index=63 before.lastApplied=142"
      ),
    ])
  func singleLines(line: String, expected: String) throws {
    let mapping = try #require(LogMappings.builtIn.first { $0.name == "pysyncobj" })
    let lines = try TextLogFixtures.lines("2031-05-02 07:12:57,605 INFO kv [23047]: \(line)", mapping)
    #expect(lines == ["1: \(expected)"])
  }

  @Test("An apply has what was applied, without the count of the process")
  func applies() throws {
    let mapping = try #require(LogMappings.builtIn.first { $0.name == "pysyncobj" })
    let log = """
      2031-05-02 07:12:57,605 DEBUG kv [7]: applied put #1 a=x y at index 3
      2031-05-02 07:12:58,605 DEBUG kv [8]: applied put #9 a=x y at index 3
      """
    let kinds = try TextLogFixtures.events(log, mapping).map(\.kind)
    #expect(kinds.count == 2)
    #expect(kinds.first == kinds.last)
  }
}
