import RaftTraceTestSupport
import Testing

import TraceFormat

@Suite("Perfetto: writing Chrome trace events")
struct PerfettoWriterTests {
  private func document(_ events: [TraceEvent], _ symbols: TraceSymbols) throws -> JSONValue {
    var writer = PerfettoTraceWriter(symbols: symbols)
    var bytes: [UInt8] = []
    for event in events {
      writer.write(event)
      bytes += writer.takeBytes()
    }
    writer.finish()
    return try JSONValue(String(decoding: bytes + writer.takeBytes(), as: UTF8.self))
  }

  private func drawn(_ document: JSONValue, _ phase: String) -> [JSONValue] {
    guard case .array(let events)? = document["traceEvents"] else { return [] }
    return events.filter { $0["ph"] == .string(phase) }
  }

  @Test("A server is a process, its roles are periods with their term")
  func periods() throws {
    var trace = TraceBuilder()
    trace.role("n1", .follower, term: 1)
    trace.role("n1", .candidate, term: 2)
    trace.role("n1", .leader, term: 2)
    trace.add("n1", .crash)
    let document = try document(trace.events, trace.symbols)
    let names = drawn(document, "M").map { $0["args"]?["name"] }
    #expect(names == [.string("n1"), .string("role"), .string("messages")])
    let periods = drawn(document, "X")
    #expect(periods.map { $0["name"] } == [.string("follower"), .string("candidate"), .string("leader")])
    #expect(periods.map { $0["args"]?["term"] } == [.integer(1), .integer(2), .integer(2)])
    #expect(periods.allSatisfy { $0["dur"] == .integer(1000) })
    #expect(drawn(document, "C").map { $0["args"]?["term"] } == [.integer(1), .integer(2)])
    #expect(drawn(document, "i").map { $0["name"] } == [.string("crash")])
  }

  @Test("An arrow goes from a sending to its receipt, and to nothing else")
  func arrows() throws {
    let vote = MessageBody.requestVoteRequest(RequestVoteRequest())
    var trace = TraceBuilder()
    trace.send("n1", to: "n2", term: 1, vote)
    trace.send("n1", to: "n3", term: 1, vote)
    trace.receive("n3", from: "n1", term: 1, vote)
    trace.receive("n3", from: "n2", term: 1, vote)
    let document = try document(trace.events, trace.symbols)
    #expect(drawn(document, "s").map { $0["id"] } == [.integer(1), .integer(2)])
    #expect(drawn(document, "f").map { $0["id"] } == [.integer(2)])
    #expect(drawn(document, "f").first?["bp"] == .string("e"))
    let slices = drawn(document, "X").map { $0["name"] }
    #expect(slices.filter { $0 == .string("receive RequestVoteRequest") }.count == 2)
  }

  @Test("It says what the time is")
  func times() throws {
    var trace = TraceBuilder()
    trace.start("n1", term: 1, commit: 3)
    let ticks = try document(trace.events, trace.symbols)
    #expect(ticks["otherData"]?["time"].map { "\($0)".contains("logical ticks") } == true)
    var timed = trace.events
    timed[0].time = .known(WallTime(nanoseconds: 1_712_329_729_600_000_500))
    let wall = try document(timed, trace.symbols)
    #expect(wall["otherData"]?["time"].map { "\($0)".contains("clocks") } == true)
    #expect(drawn(wall, "C").first?["ts"] == .fraction(1_712_329_729_600_000.5))
    #expect(drawn(wall, "C").map { $0["name"] } == [.string("term"), .string("commitIndex")])
  }

  @Test("Any events make valid JSON, with slices that do not overlap", arguments: 1...UInt64(8))
  func anything(seed: UInt64) throws {
    let symbols = TraceSymbols()
    var generator = EventGenerator(seed: seed, symbols: symbols)
    let events = EventName.allCases.map { generator.event($0) } + (0..<300).map { _ in generator.event() }
    let document = try document(events, symbols)
    let starts = Set(drawn(document, "s").compactMap { $0["id"] })
    let ends = drawn(document, "f").compactMap { $0["id"] }
    #expect(ends.allSatisfy(starts.contains))
    #expect(drawn(document, "X").allSatisfy { Self.number($0["dur"]) >= 0 })
    var latest: [JSONValue: Double] = [:]
    for slice in drawn(document, "X") where slice["tid"] == .integer(2) {
      let process = slice["pid"] ?? .null
      #expect(Self.number(slice["ts"]) >= latest[process] ?? -.infinity)
      latest[process] = Self.number(slice["ts"])
    }
  }

  @Test("No events make an empty document")
  func nothing() throws {
    #expect(try document([], TraceSymbols())["traceEvents"] == .array([]))
  }

  private static func number(_ value: JSONValue?) -> Double {
    switch value {
    case .integer(let number)?: Double(number)
    case .fraction(let number)?: number
    default: .nan
    }
  }
}
