import Glibc
import RaftTraceTestSupport
import Testing

@testable import TraceFormat

/// Reads the logs of real etcd clusters that lie beside the repository, where they do.
@Suite struct EtcdMappingTests {
  /// The logs of both versions.
  private static let files = ["etcd-3.4", "etcd-3.5"].flatMap { version in
    SharedFiles.names(in: "logs/\(version)").flatMap { scenario in
      SharedFiles.files(in: "logs/\(version)/\(scenario)", endingIn: [".log", ".log.gz"])
    }
  }

  private static let isShared = ConditionTrait.enabled(
    if: SharedFiles.root != nil, Comment(rawValue: SharedFiles.absence))

  private static func mapping() throws -> LogMapping {
    try #require(LogMappings.builtIn.first { $0.name == "etcd" })
  }

  /// What a line holds that is an event, by the event's name; all of the texts of one array must be there.
  private static let texts: [(EventName, [[String]])] = [
    (.start, [["newRaft "]]),
    (.stop, [["\"closed etcd server\""]]),
    (.serverNamed, [["published local member to cluster"]]),
    (
      .roleChanged,
      [
        [" became follower at"], [" became pre-candidate at"], [" became candidate at"],
        [" became leader at"],
        [" stepped down to follower since"],
      ]
    ),
    (.campaignStarted, [[" is starting a new election at"]]),
    (.voteGranted, [[" cast MsgVote for"]]),
    (.voteRefused, [[" rejected MsgVote from"]]),
    (.preVoteGranted, [[" cast MsgPreVote for"]]),
    (.preVoteRefused, [[" rejected MsgPreVote from"]]),
    (.leaderObserved, [["raft.node: ", " elected leader "], ["raft.node: ", " changed leader from"]]),
    (.messageSent, [[" sent Msg", "Vote request to"], [" sends MsgTimeoutNow to"], ["] sent snapshot["]]),
    (
      .messageReceived,
      [
        [" received MsgVoteResp from"], [" received MsgPreVoteResp from"], ["VoteResp rejection from"],
        [" message with higher term from"], [" message with lower term from"],
        ["] received MsgTimeoutNow from"],
        [" rejected MsgApp ["], [" received MsgAppResp("], [" ignored MsgPreVote from"],
        [" ignored MsgVote from"],
      ]
    ),
    (.logTruncated, [["found conflict at index"]]),
    (.applied, [["\"msg\":\"Applying entry\""]]),
    (.snapshotTaken, [["\"msg\":\"saved snapshot\""]]),
    (.snapshotInstalled, [["lastterm: ", "] restored snapshot ["]]),
    (
      .configurationInUse,
      [["switched to configuration voters=(", "0)"], ["switched to configuration voters=(", "2)"]]
    ),
    (.observed, [[" lost leader "]]),
  ]

  @Test("Each line with a fact of Raft is one event, and no other line is any", isShared)
  func countsAreThoseOfTheTexts() throws {
    var lineCount = 0
    for file in Self.files {
      var expected: [EventName: Int] = [:]
      try Self.forEachLine(of: file) { line in
        lineCount += 1
        let names = Self.names(of: line)
        if names.count > 1 { Issue.record("\(names) in \(file):\(lineCount)") }
        for name in names { expected[name, default: 0] += 1 }
      }
      var test = MappingTest(LineReader(try ByteSource(path: file)), mapping: try Self.mapping())
      while try test.next() != nil {}
      for name in EventName.allCases {
        let count = test.summary.eventCounts.first { $0.name == name }?.count ?? 0
        #expect(count == expected[name] ?? 0, "\(name) in \(file)")
      }
      #expect(test.summary.linesWithoutServer == 0)
      let missed = test.summary.frequentShapes(1000).map(\.text).filter { text in
        text.contains("term #") && !text.contains("MsgVoteResp votes") && !text.contains("starts to")
      }
      #expect(missed == [], "\(file)")
    }
    #expect(lineCount > 40_000)
  }

  private static func names(of line: UnsafeRawBufferPointer) -> [EventName] {
    if has(line, "voters=()") { return [] }
    if has(line, "] restored snapshot ["), !has(line, "lastterm: ") { return [.observed] }
    return texts.filter { $0.1.contains { $0.allSatisfy { has(line, $0) } } }.map(\.0)
  }

  private static func has(_ line: UnsafeRawBufferPointer, _ text: String) -> Bool {
    guard var place = line.baseAddress else { return false }
    let end = place + line.count
    let length = text.utf8.count
    while let found = memchr(place, Int32(text.utf8.first ?? 0), end - place) {
      if end - UnsafeRawPointer(found) >= length, memcmp(found, text, length) == 0 { return true }
      place = UnsafeRawPointer(found) + 1
    }
    return false
  }

  private static func forEachLine(of file: String, _ body: (UnsafeRawBufferPointer) -> Void) throws {
    let lines = LineReader(try ByteSource(path: file))
    while let line = try lines.next() {
      lines.withBytes(of: line) { $0.withUnsafeBytes(body) }
    }
  }

  @Test("The two leaders of term 2 are found where the wiped majority elected the second", isShared)
  func twoLeaders() throws {
    let symbols = TraceSymbols()
    var leaders: [String] = []
    for file in SharedFiles.files(in: "logs/etcd-3.5/s8-wipe-majority", endingIn: [".log.gz"]) {
      let lines = LineReader(try ByteSource(path: file))
      var reader = TextLogReader(lines, mapping: try Self.mapping(), symbols: symbols)
      var events: [TraceEvent] = []
      while try reader.read(into: &events) {}
      for event in events
      where event.kind == .roleChanged(.leader) && event.observation.currentTerm == .known(Term(2)) {
        leaders.append("\(symbols.displayName(event.server)).log:\(event.position.line)")
      }
    }
    #expect(leaders == ["n2.log:731", "n3.log:82"])
    #expect(symbols.servers.map { symbols.displayName($0) }.sorted() == ["n1", "n2", "n3"])
  }

  @Test("Within a life no server's term steps back, and each life begins with what it recovered", isShared)
  func livesBeginWithTheirStart() throws {
    for file in Self.files {
      var reader = TextLogReader(
        LineReader(try ByteSource(path: file)), mapping: try Self.mapping(), symbols: TraceSymbols())
      var events: [TraceEvent] = []
      while try reader.read(into: &events) {}
      #expect(events.first?.kind == .start)
      var term = Term.zero
      for event in events {
        guard let shown = event.observation.currentTerm.value else { continue }
        #expect(event.kind == .start || shown >= term, "\(file):\(event.position.line)")
        term = shown
      }
    }
  }

  @Test("A log of etcd is recognized by its first lines, other text is not")
  func recognition() throws {
    let etcd = #"{"level":"info","msg":"7939102d064b6e0 became leader at term 2"}"#
    #expect(LogMappings.guess(Array("WARNING: x\n\(etcd)\n".utf8))?.name == "etcd")
    #expect(LogMappings.guess(Array("{\"msg\":\"x\"}\nabc\n{".utf8)) == nil)
  }

  @Test(
    "Lines become these events",
    arguments: [
      (
        "a1 [logterm: 2, index: 7, vote: 0] cast MsgVote for b2 [logterm: 2, index: 8] at term 3",
        "voteGranted server=a1 before.lastLogTerm=2 before.lastLogIndex=7 before.votedFor=none candidate=b2 "
          + "lastLogTerm=2 lastLogIndex=8 term=3"
      ),
      (
        "a1 [logterm: 2, index: 7, vote: c3] ignored MsgVote from b2 [logterm: 2, index: 8] at term 3: "
          + "lease is not expired (remaining ticks: 4)",
        "messageReceived server=a1 before.lastLogTerm=2 before.lastLogIndex=7 before.votedFor=c3 message.from=b2 "
          + "message.lastLogTerm=2 message.lastLogIndex=8 before.currentTerm=3 message.type=RequestVoteRequest"
      ),
      (
        "a1 [term: 2] received a MsgHeartbeat message with higher term from b2 [term: 4]",
        "messageReceived server=a1 before.currentTerm=2 message.type=AppendEntriesRequest message.from=b2 message.term=4"
      ),
      (
        "a1 [term: 2] received a MsgSnap message with higher term from b2 [term: 4]",
        "observed server=a1 before.currentTerm=2"
      ),
      (
        "raft.node: a1 lost leader b2 at term 3", "observed server=a1 after.currentTerm=3 after.leader=none"
      ),
      (
        "a1 switched to configuration voters=(161 178)&&(161 178 195) learners=(212) autoleave",
        "configurationInUse server=a1 voters=(a1 b2) outgoingVoters=(a1 b2 c3) learners=(d4)"
      ),
      (
        "a1 [logterm: 1, index: 6, vote: a1] rejected vote from a1 [logterm: 1, index: 6] at term 11",
        "voteRefused server=a1 before.lastLogTerm=1 before.lastLogIndex=6 before.votedFor=a1 candidate=a1 "
          + "lastLogTerm=1 lastLogIndex=6 term=11"
      ),
      ("a1 switched to configuration voters=()", "known, no event: a1 switched to configuration voters=()"),
      ("a1 is the best", "left: a1 is the best"),
    ])
  func singleLines(message: String, expected: String) throws {
    let lines = try TextLogFixtures.lines("{\"msg\":\"\(message)\"}", Self.mapping())
    #expect(lines == ["1: \(expected)"])
  }

  @Test("A commit beyond the end of the log is shown by etcd's own panic")
  func panicLine() throws {
    let log = #"""
      {"msg":"x","local-member-id":"a1"}
      {"level":"panic","msg":"tocommit(147) is out of range [lastIndex(68)]. Was the raft log corrupted, truncated, or lost?"}
      """#
    let lines = try TextLogFixtures.lines(log, Self.mapping())
    #expect(lines.last == "2: observed server=a1 after.commitIndex=147 after.lastLogIndex=68")
  }
}
