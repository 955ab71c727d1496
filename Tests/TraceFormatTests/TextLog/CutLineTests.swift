import Testing

@testable import TraceFormat

/// Last lines without a newline.
@Suite struct CutLineTests {
  private static let mapping = """
    lines:
      - json: msg
      - text: "{time} raft: {message}: {pairs}"
      - text: "{time} <{message}>"
      - text: "{time} {message}"
    rules:
      - line: "{server} applied at index {index}"
        keys: {term: "{term}"}
        event: applied
      - line: "{server} leads in {currentTerm}"
        event: roleChanged
        set: {role: leader}
      - line: "{server} is in {currentTerm} now"
        event: observed
      - line: "{server} is {name:quoted}"
        event: serverNamed
    """

  private static func lines(_ log: String, isCut: Bool) throws -> [String] {
    let mapping = try TextLogFixtures.mapping(Self.mapping)
    return try TextLogFixtures.lines(log, mapping, isCut: isCut)
  }

  @Test(
    "A line whose last value may be cut tells nothing, unless it ends",
    arguments: [
      "2026-11-23 06:55:54 a leads in 1", "2026-11-23 06:55:54 raft: a applied at index 3: term=1",
      "2026-11-23 06:55:54 noise", "2026-11-2",
    ])
  func cutLine(line: String) throws {
    let lines = try Self.lines(line, isCut: true)
    #expect(lines.count == 1)
    #expect(try #require(lines.first).hasPrefix("1: left, may be cut"))
    #expect(try #require(Self.lines(line, isCut: false).first).contains("may be cut") == false)
  }

  @Test(
    "A line that is whole without a newline is an event",
    arguments: [
      #"{"msg":"a leads in 1"}"#, "2026-11-23 06:55:54 <a leads in 1>", "2026-11-23 06:55:54 a is in 1 now",
      #"2026-11-23 06:55:54 a is "n1""#,
    ])
  func wholeLine(line: String) throws {
    #expect(try Self.lines(line, isCut: true) == Self.lines(line, isCut: false))
    #expect(try #require(Self.lines(line, isCut: true).first).contains("server=a"))
  }

  @Test("However a log is cut, it tells a prefix of what it tells whole, and no line of it is bad")
  func anyCut() throws {
    let whole = """
      {"msg":"a leads in 12"}
      2026-11-23 06:55:54 a leads in 123
      2026-11-23 06:55:54 raft: a applied at index 17: term=12
      {"msg":"a is \\"n1\\"","x":[true,null,"\\ud83d\\ude00",-1.5e3]}
      2026-11-23 06:55:54 <a leads in 456>
      """ + "\n"
    let mapping = try TextLogFixtures.mapping(Self.mapping)
    let all = try TextLogFixtures.events(whole, mapping)
    #expect(all.count == 5)
    for length in 0...whole.utf8.count {
      var reader = TextLogFixtures.reader(
        String(decoding: whole.utf8.prefix(length), as: UTF8.self), mapping, isCut: true)
      var events: [TraceEvent] = []
      while try reader.read(into: &events) {}
      #expect(events == Array(all.prefix(events.count)), "\(length)")
      #expect(reader.tally.badLines == 0)
    }
  }

  @Test("A cut line is counted, and is no error")
  func tally() throws {
    let mapping = try TextLogFixtures.mapping(Self.mapping)
    var reader = TextLogFixtures.reader("{\"msg\":\"a leads in 1\"}\n{\"msg\":\"a le", mapping, isCut: true)
    var events: [TraceEvent] = []
    while try reader.read(into: &events) {}
    #expect(events.count == 1)
    #expect(reader.tally.lines == 2)
    #expect(reader.tally.cutLines == 1)
  }

  @Test("Bytes that are no UTF-8 do not end the reading of JSON")
  func otherEncodings() throws {
    let mapping = try TextLogFixtures.mapping(Self.mapping)
    let log =
      Array("{\"msg\":\"took 7949 ".utf8) + [0xb5] + Array("s\"}\n{\"msg\":\"a leads in 2\",\"u\":\"".utf8)
      + [0xc3, 0x28] + Array("\"}\n".utf8)
    let symbols = TraceSymbols()
    var reader = TextLogReader(
      LineReader(ByteSource(bytes: log, name: "n1.log")), mapping: mapping, symbols: symbols)
    var events: [TraceEvent] = []
    while try reader.read(into: &events) {}
    #expect(events.map(\.position.line) == [2])
    #expect(reader.tally.badLines == 0)
  }
}
