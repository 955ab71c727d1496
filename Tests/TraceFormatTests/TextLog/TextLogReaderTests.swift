import Testing

@testable import TraceFormat

@Suite struct TextLogReaderTests {
  private static let json = """
    lines:
      - json: msg
        keys: {id: "{server}", ts: "{time:seconds}"}
    rules:
      - line: "{server} leads in {currentTerm}"
        event: roleChanged
        set: {role: leader}
      - line: applied
        keys: {index: "{index}", term: "{term}"}
        event: applied
    """

  @Test("Fields come from the message and from other keys")
  func fieldsFromKeys() throws {
    let symbols = TraceSymbols()
    let events = try TextLogFixtures.events(
      #"""
      {"msg":"noise","id":"a"}
      {"ts":1.5,"msg":"applied","index":7,"term":2}
      {"msg":"applied","index":7}
      """#, TextLogFixtures.mapping(Self.json), symbols)
    #expect(events.map(\.kind) == [.applied(LogEntry(index: LogIndex(7), term: .known(Term(2))))])
    #expect(events.map { symbols[$0.server] } == ["a"])
    #expect(events.map(\.time) == [.known(WallTime(nanoseconds: 1_500_000_000))])
    #expect(events.map(\.position.line) == [2])
  }

  @Test("In a merge of two logs, a line that names no server is of nobody once the second has shown itself")
  func mergedLogs() throws {
    var reader = try TextLogFixtures.reader(
      #"""
      {"msg":"applied","index":1,"term":1}
      {"msg":"noise","id":"a"}
      {"msg":"applied","index":2,"term":1}
      {"msg":"b leads in 2"}
      {"msg":"applied","index":3,"term":2}
      {"msg":"noise","id":"a"}
      {"msg":"applied","index":4,"term":2}
      {"msg":"a leads in 3"}
      """#, TextLogFixtures.mapping(Self.json))
    var events: [TraceEvent] = []
    while try reader.read(into: &events) {}
    #expect(events.map(\.position.line) == [3, 4, 8])
    #expect(reader.tally.linesWithoutServer == 3)
    #expect(reader.tally == tally(lines: 8, events: 3, without: 5, bad: 0, withoutServer: 3))
  }

  @Test(
    "What a log collector puts before a line is passed over",
    arguments: [
      "Nov 23 07:00:42 host etcd[4711]: ", "2026-11-23T07:00:42.123456789Z stderr F ", "[pod/etcd-0/etcd] ",
      "etcd-1  | ",
    ])
  func envelopes(_ prefix: String) throws {
    let mapping = try TextLogFixtures.mapping(Self.json)
    let log = prefix + #"{"msg":"b leads in 2"}"#
    #expect(mapping.recognizedLines(in: Array(log.utf8)) == 1)
    let symbols = TraceSymbols()
    let events = try TextLogFixtures.events(log, mapping, symbols)
    #expect(events.map { symbols[$0.server] } == ["b"])
    #expect(throws: ReadingError.self) { try TextLogFixtures.events(prefix + #"{"msg":"b leads"#, mapping) }
  }

  @Test(
    "Text that only looks like a collector's prefix is of another shape",
    arguments: ["panic[1]: x", "a | b", "[x] y", "t stderr X {}"])
  func noEnvelopes(_ line: String) throws {
    #expect(try TextLogFixtures.events(line, TextLogFixtures.mapping(Self.json)).isEmpty)
  }

  private func tally(lines: Int, events: Int, without: Int, bad: Int, withoutServer: Int = 0) -> ReadingTally
  {
    var tally = ReadingTally()
    (tally.lines, tally.events, tally.linesWithoutEvents, tally.badLines) = (lines, events, without, bad)
    tally.linesWithoutServer = withoutServer
    return tally
  }

  @Test("Broken JSON and numbers past 64 bits are bad lines; text in between is none")
  func badLines() throws {
    var reader = try TextLogFixtures.reader(
      #"""
      panic: runtime error
      goroutine 1 [running]:
      {"msg":"a leads in 1"
      {"msg":"a leads in 18446744073709551616"}
      {"msg":"a leads in 3"}
      {"msg":"a leads in 4
      """#, TextLogFixtures.mapping(Self.json))
    var events: [TraceEvent] = []
    var errors: [ReadingError] = []
    var goesOn = true
    while goesOn {
      do throws(ReadingError) { goesOn = try reader.read(into: &events) } catch { errors.append(error) }
    }
    #expect(errors.map(\.line) == [3, 4, 6])
    try #require(errors.count == 3)
    #expect(
      errors[1].kind
        == .numberOutOfRange(
          found: "\"18446744073709551616\"", expected: "a number of at most 64 bits"))
    #expect(events.map(\.position.line) == [5])
    #expect(reader.tally == tally(lines: 6, events: 1, without: 2, bad: 3))
  }

  @Test("A server under two names is one server")
  func aliases() throws {
    let symbols = TraceSymbols()
    let mapping = try TextLogFixtures.text(
      """
      rules:
        - line: "{server} asks {message.to} at {message.to.alias}"
          event: messageSent
          set: {message.type: TimeoutNow}
        - line: "{server} follows {leader}"
          event: leaderObserved
        - line: "listening on {server.alias}"
      """)
    let log = "a asks b at 10.0.0.2\nlistening on 10.0.0.1\n10.0.0.1 follows 10.0.0.2"
    let events = try TextLogFixtures.events(log, mapping, symbols)
    #expect(symbols.servers.map { symbols[$0] } == ["a", "b"])
    #expect(events.last?.server == ServerID(0))
    #expect(events.last?.kind == .leaderObserved(ServerID(1)))
  }

  @Test("A value is carried to later lines of the same server and life")
  func carriedValues() throws {
    let mapping = try TextLogFixtures.text(
      """
      rules:
        - line: "{server} started"
          event: start
        - line: "{server} campaigns in {$term}"
          event: campaignStarted
          set: {before.currentTerm: $term-1}
        - line: "{server} leads"
          event: roleChanged
          set: {role: leader, currentTerm: $term}
        - line: "{server} gives up"
          event: observed
          forget: term
      """)
    let lines = try TextLogFixtures.lines(
      "a campaigns in 4\nb leads\na leads\na started\na leads\na campaigns in 0\na gives up\na leads", mapping
    )
    #expect(
      lines == [
        "1: campaignStarted server=a before.currentTerm=3", "2: roleChanged server=b role=leader",
        "3: roleChanged server=a role=leader after.currentTerm=4", "4: start server=a",
        "5: roleChanged server=a role=leader", "6: campaignStarted server=a", "7: observed server=a",
        "8: roleChanged server=a role=leader",
      ])
  }

  @Test("What a new process prints before its start belongs to the new life, and nothing older does")
  func eventsBeforeStart() throws {
    let mapping = try TextLogFixtures.text(
      """
      rules:
        - line: "{server} follows in {currentTerm}"
          event: roleChanged
          set: {role: follower}
          mayPrecedeStart: true
        - line: "{server} uses ({voters})"
          event: configurationInUse
          mayPrecedeStart: true
        - line: "{server} started in {currentTerm}"
          event: start
      """)
    let log = """
      a follows in 5
      a uses (a b)
      b follows in 1
      a uses (a)
      a follows in 4
      a started in 4
      """
    let events = try TextLogFixtures.events(log, mapping)
    #expect(events.map(\.position.line) == [1, 2, 6, 4, 5, 3])
  }

  @Test("Prefixes give time, group and pairs, and several shapes may alternate")
  func prefixes() throws {
    let mapping = try TextLogFixtures.mapping(
      """
      lines:
        - text: "{time} RAFT [{server} - {group}] {message}"
        - text: "{time} raft: {message}: {pairs}"
        - logfmt: msg
      rules:
        - line: "leads"
          keys: {term: "{currentTerm}", node: "{server}"}
          event: roleChanged
          set: {role: leader}
        - line: "Switching to leader"
          event: roleChanged
          set: {role: leader}
      """)
    let symbols = TraceSymbols()
    let events = try TextLogFixtures.events(
      """
      2026/11/23 06:59:39.572245 RAFT [a - _meta_] Switching to leader
      2026-11-23T06:59:39Z raft: leads: term=3 node="b"
      level=info msg=leads node=c term=4
      """, mapping, symbols)
    #expect(events.map { symbols[$0.server] } == ["a", "b", "c"])
    #expect(events.map { symbols[$0.group] } == ["_meta_", "default", "default"])
    #expect(events.map(\.observation.currentTerm) == [.unknown, .known(Term(3)), .known(Term(4))])
    #expect(events.map(\.time.isKnown) == [true, true, false])
  }

  @Test("Identities in decimal and in hexadecimal meet, and none is nobody")
  func identities() throws {
    let symbols = TraceSymbols()
    let mapping = try TextLogFixtures.text(
      """
      servers: {type: hex}
      rules:
        - line: "{server} voted {votedFor:hex?} of ({voters:[decimalAsHex]})"
          event: configurationInUse
      """)
    let events = try TextLogFixtures.events("00FF voted 0 of (255 16)\nff voted 10 of (16)", mapping, symbols)
    #expect(symbols.servers.map { symbols[$0] } == ["ff", "10"])
    #expect(events.map(\.observation.votedFor) == [.known(nil), .known(ServerID(1))])
    #expect(throws: ReadingError.self) {
      try TextLogFixtures.events("a voted 0 of (18446744073709551616)", mapping)
    }
  }

  @Test("One line may be several events")
  func severalEvents() throws {
    let mapping = try TextLogFixtures.text(
      """
      rules:
        - line: "{server} elected itself in {currentTerm}"
          events:
            - event: voteGranted
              set: {candidate: $server}
            - event: roleChanged
              set: {role: leader}
      """)
    let lines = try TextLogFixtures.lines("a elected itself in 2\nb", mapping)
    #expect(
      lines == [
        "1: voteGranted server=a after.currentTerm=2 candidate=a; "
          + "roleChanged server=a after.currentTerm=2 role=leader",
        "2: left: b",
      ])
  }

  @Test("The test of a mapping counts what it misses, the most frequent first")
  func summary() throws {
    var test = MappingTest(
      LineReader(
        ByteSource(
          bytes: Array("a leads in 1\nterm 5 of 7939102d064b6e0\nterm 61 of f3d00e7a27031cbc\nx\n".utf8))),
      mapping: try TextLogFixtures.text(
        "rules: [{line: \"{server} leads in {currentTerm}\", event: observed}]"))
    while try test.next() != nil {}
    #expect(test.summary.frequentShapes(5).map(\.text) == ["term # of #", "x"])
    #expect(test.summary.frequentShapes(5).map(\.count) == [2, 1])
    #expect(test.summary.eventCounts.map(\.name) == [.observed])
    #expect(test.summary.linesLeft == 3)
  }
}
