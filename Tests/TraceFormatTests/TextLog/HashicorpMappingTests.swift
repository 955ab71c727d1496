import Testing

@testable import TraceFormat

/// Lines of hashicorp/raft, each as the mapping reads it.
@Suite struct HashicorpMappingTests {
  private static func mapping(_ name: String) throws -> LogMapping {
    try #require(LogMappings.builtIn.first { $0.name == name })
  }

  /// The message and the keys of a line behind a stamp, a level and a module.
  private static func text(_ line: String, module: String = "raft") -> String {
    "2031-05-02T00:59:56.123Z [INFO]  \(module): \(line)"
  }

  @Test(
    "Lines become these events",
    arguments: [
      (
        #"entering follower state: follower="Node at 10.0.0.1:8300 [Follower]" leader="#,
        "roleChanged server=10.0.0.1:8300 role=follower"
      ),
      (
        #"entering follower state: follower="Node at [::1]:8300 [Follower]" leader-address= leader-id="#,
        "roleChanged server=[::1]:8300 after.leader=none role=follower"
      ),
      (
        #"entering candidate state: node="Node at 10.0.0.1:8300 [Candidate]" term=7"#,
        "campaignStarted server=10.0.0.1:8300 before.currentTerm=6"
      ),
      (
        #"entering leader state: leader="Node at 10.0.0.1:8300 [Leader]""#,
        "roleChanged server=10.0.0.1:8300 role=leader"
      ),
      ("Node at 10.0.0.1:8300 [Candidate] entering Candidate state", "campaignStarted server=10.0.0.1:8300"),
      (
        "Node at 10.0.0.1:8300 [Candidate] entering Candidate state in term 7",
        "campaignStarted server=10.0.0.1:8300 before.currentTerm=6"
      ),
      (
        #"Node at 10.0.0.1:8300 [Follower] entering Follower state (Leader: "")"#,
        "roleChanged server=10.0.0.1:8300 role=follower"
      ),
    ], ["raft", "agent.server.raft", "nomad.raft", "storage.raft"])
  func linesThatNameTheirServer(line: (String, String), module: String) throws {
    let lines = try TextLogFixtures.lines(
      Self.text(line.0, module: module), Self.mapping("hashicorp"))
    #expect(lines == ["1: \(line.1)"])
  }

  @Test(
    "Lines without a server are of the one that the file has shown",
    arguments: [
      (
        "asking for vote: term=7 from=n2 address=10.0.0.2:8300",
        "messageSent server=a:1 message.term=7 message.to=n2 message.type=RequestVoteRequest"
      ),
      (
        "vote granted: from=n2 term=7 tally=2",
        "messageReceived server=a:1 message.from=n2 message.type=RequestVoteResponse "
          + "message.voteGranted=true message.term=7"
      ),
      (
        "pre-vote denied: from=n2 term=5 tally=1",
        "messageReceived server=a:1 message.from=n2 message.type=PreVoteResponse message.voteGranted=false"
      ),
      (
        "pre-vote denied: found newer term, falling back to follower: term=9",
        "observed server=a:1 after.currentTerm=9"
      ),
      (
        "rejecting vote request since our last index is greater: candidate=b:1 last-index=9 "
          + "last-candidate-index=4",
        "voteRefused server=a:1 candidate=b:1 before.lastLogIndex=9 lastLogIndex=4"
      ),
      ("clearing log suffix: from=124 to=126", "logTruncated server=a:1 index=124"),
      ("snapshot complete up to: index=512", "snapshotTaken server=a:1 index=512"),
      (
        "failed to contact quorum of nodes, stepping down",
        "known, no event: failed to contact quorum of nodes, stepping down"
      ),
    ])
  func linesWithoutServer(line: String, expected: String) throws {
    let owner = Self.text(#"entering follower state: follower="Node at a:1 [Follower]" leader="#)
    let lines = try TextLogFixtures.lines(
      "\(owner)\n\(Self.text(line))", Self.mapping("hashicorp"))
    #expect(lines.last == "2: \(expected)")
  }

  @Test(
    "A leader's term is the one that its election was won in, never the one of a pre-vote",
    arguments: [
      (["election won: term=7 tally=2"], " after.currentTerm=7"),
      (["vote granted: from=n2 term=7 tally=2", "election won: tally=2"], " after.currentTerm=7"),
      (["vote granted: from=n1 term=7 tally=1", "election won: tally=2"], ""),
      (["vote granted: from=n1 term=7 tally=1", "election won: tally=1"], " after.currentTerm=7"),
      (
        [
          "vote granted: from=n3 term=7 tally=2", "heartbeat timeout reached, starting election",
          "election won: tally=2",
        ], ""
      ),
      (["pre-vote successful, starting election: term=7 tally=2 refused=0 votesNeeded=2"], ""),
      (["election won: term=7 tally=2", "heartbeat timeout reached, starting election: last-leader="], ""),
      (["election won: term=7 tally=2", "initial configuration: index=0 servers=[]"], ""),
    ])
  func termOfALeader(before: [String], expected: String) throws {
    let candidate = #"entering candidate state: node="Node at a:1 [Candidate]" term=7"#
    let leader = #"entering leader state: leader="Node at a:1 [Leader]""#
    let log = ([candidate] + before + [leader]).map { Self.text($0) }.joined(separator: "\n")
    let lines = try TextLogFixtures.lines(log, Self.mapping("hashicorp"))
    #expect(try #require(lines.last).hasSuffix("roleChanged server=a:1 role=leader" + expected))
  }

  @Test("In JSON the file's name is the server, and its id another name of it")
  func json() throws {
    let log = #"""
      {"@level":"info","@message":"initial configuration","@module":"raft","index":0,"servers":"[]"}
      {"@level":"info","@message":"entering candidate state","@module":"raft","node":{},"term":7}
      {"@level":"debug","@message":"voting for self","@module":"raft","id":"9b1c","term":7}
      {"@level":"debug","@message":"vote granted","@module":"raft","from":"9b1c","term":7,"tally":1}
      {"@level":"info","@message":"election won","@module":"raft","term":7,"tally":2}
      {"@level":"info","@message":"entering leader state","@module":"raft","leader":{}}
      """#
    let lines = try TextLogFixtures.lines(log, Self.mapping("hashicorp-json"))
    #expect(
      lines == [
        "1: start server=n1.log",
        "2: campaignStarted server=n1.log before.currentTerm=6",
        "3: observed server=n1.log",
        "4: messageReceived server=n1.log message.from=n1.log message.type=RequestVoteResponse "
          + "message.voteGranted=true message.term=7",
        "5: observed server=n1.log after.currentTerm=7",
        "6: roleChanged server=n1.log role=leader after.currentTerm=7",
      ])
  }

  @Test("Text and JSON are recognized by their first lines")
  func recognition() throws {
    let text = Self.text("initial configuration: index=0 servers=[]", module: "agent.server.raft")
    let json = #"{"@level":"info","@message":"initial configuration","index":0,"servers":"[]"}"#
    #expect(LogMappings.guess(Array("==> Starting Consul agent\n\(text)\n".utf8))?.name == "hashicorp")
    #expect(LogMappings.guess(Array("\(json)\n".utf8))?.name == "hashicorp-json")
  }
}
