import Testing

@testable import TraceFormat

/// Lines of C-raft as dqlite prints them, each as the mapping reads it.
@Suite struct DqliteMappingTests {
  private static func mapping() throws -> LogMapping {
    try #require(LogMappings.builtIn.first { $0.name == "dqlite" })
  }

  /// Lines behind one that tells whose log it is.
  private static func read(_ lines: [String]) throws -> [String] {
    let owner = "self:1 from:2@b:9001 last_log_index:4 rejected:0 term:1"
    let log = ([owner] + lines).map { "LIBRAFT   1795417366245049358 src/x.c:143 \($0)" }
    return Array(try TextLogFixtures.lines(log.joined(separator: "\n"), mapping()).dropFirst())
  }

  @Test(
    "Lines become these events",
    arguments: [
      ("old_state:2 new_state:3", "roleChanged server=1 role=leader"),
      ("old_state:1 new_state:2", "known, no event: old_state:1 new_state:2"),
      (
        "remote term 3 is higher than 2 -> bump local term and step down",
        "observed server=1 before.currentTerm=2"
      ),
      (
        "self:1 from:2@b:9001 candidate_id:2 disrupt_leader:1 last_log_index:9 "
          + "last_log_term:1 pre_vote:0 term:2",
        "messageReceived server=1 message.from=2 message.isLeadershipTransfer=true message.lastLogIndex=9 "
          + "message.lastLogTerm=1 message.term=2 message.type=RequestVoteRequest"
      ),
      (
        "self:1 from:2@b:9001 candidate_id:2 disrupt_leader:0 last_log_index:9 "
          + "last_log_term:1 pre_vote:1 term:2",
        "messageReceived server=1 message.from=2 message.lastLogIndex=9 message.lastLogTerm=1 message.term=2 "
          + "message.type=PreVoteRequest"
      ),
      (
        "self:1 from:2@b:9001 term:2 vote_granted:1 pre_vote:2",
        "messageReceived server=1 message.from=2 message.term=2 message.voteGranted=true "
          + "message.type=RequestVoteResponse"
      ),
      (
        "self:1 from:2@b:9001 term:2 vote_granted:0 pre_vote:0 version:2",
        "messageReceived server=1 message.from=2 message.term=2 message.voteGranted=false "
          + "message.type=RequestVoteResponse"
      ),
      (
        "self:1 from:2@b:9001 term:2 vote_granted:1 pre_vote:0",
        "left: self:1 from:2@b:9001 term:2 vote_granted:1 pre_vote:0"
      ),
      (
        "self:1 from:2@b:9001 leader_commit:8 n_entries:4 prev_log_index:4 "
          + "prev_log_term:1, term:1",
        "messageReceived server=1 message.from=2 message.leaderCommit=8 message.count=4 message.prevLogIndex=4 "
          + "message.prevLogTerm=1 message.term=1 message.type=AppendEntriesRequest"
      ),
      (
        "send 1 entries starting at 118 to server 3 (last index 119)",
        "messageSent server=1 message.count=1 message.prevLogIndex=118 message.to=3 after.lastLogIndex=119 "
          + "message.type=AppendEntriesRequest"
      ),
      ("new commit index 119", "committed server=1 index=119"),
      ("log mismatch -> truncate (60)", "logTruncated server=1 index=60"),
      ("vote granted to 3", "known, no event: vote granted to 3"),
    ])
  func singleLines(line: String, expected: String) throws {
    #expect(try Self.read([line]) == ["2: \(expected)"])
  }

  @Test(
    "A new process tells what it has read from disk before it tells who it is",
    arguments: [
      (
        "current_term:2 voted_for:0 start_index:1 n_entries:152",
        "observed server=1 after.currentTerm=2 after.votedFor=none; "
          + "start server=1 after.currentTerm=2 after.votedFor=none after.lastLogIndex=152"
      ),
      (
        "current_term:2 voted_for:3 start_index:90 n_entries:152",
        "observed server=1 after.currentTerm=2 after.votedFor=3; "
          + "start server=1 after.currentTerm=2 after.votedFor=3 after.lastLogIndex=241"
      ),
      (
        "current_term:0 voted_for:0 start_index:1 n_entries:0",
        "start server=1 after.votedFor=none after.currentTerm=0 after.lastLogIndex=0"
      ),
    ])
  func starts(line: String, expected: String) throws {
    let named = "self:1 from:2@b:9001 last_log_index:4 rejected:0 term:1"
    let lines = try Self.read([line, named])
    #expect(lines[0] == "2: of the server that a later line names: \(line)")
    #expect(lines[1].hasPrefix("3: \(expected); messageReceived"))
  }

  @Test("In two logs one behind the other, the first line of a process is of the server behind it")
  func concatenation() throws {
    let lines = try Self.read([
      "new commit index 9", "current_term:2 voted_for:0 start_index:1 n_entries:7", "new commit index 3",
      "self:3 from:2@b:9001 last_log_index:4 rejected:0 term:2", "new commit index 4",
    ])
    #expect(lines[0] == "2: committed server=1 index=9")
    #expect(lines[3].hasPrefix("5: observed server=3 after.currentTerm=2"))
    #expect(lines[3].contains("committed server=3 index=3; messageReceived server=3"))
    #expect(lines[4].hasPrefix("6: left, names no server"))
  }

  @Test("The lines of later versions have a date, a level and a function")
  func laterLayout() throws {
    let log = """
      LIBRAFT  [182942] 2023-11-27T14:46:24.912050507 001132 DEBUG   recvAppend src/r.c:24  \
      self:1 from:2@b:9001 last_log_index:4 rejected:0 term:3
      LIBRAFT  [182942] 2023-11-27T14:46:24.912050507 001132 DEBUG   replicationQuorum    src/r.c:1654 \
      new commit index 4
      """
    #expect(
      try TextLogFixtures.lines(log, Self.mapping()) == [
        "1: messageReceived server=1 message.from=2 message.term=3 message.type=AppendEntriesResponse",
        "2: committed server=1 index=4",
      ])
  }
}
