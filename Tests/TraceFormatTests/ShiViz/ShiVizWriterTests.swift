import RaftTraceTestSupport
import Testing

import TraceFormat

@Suite("ShiViz: writing")
struct ShiVizWriterTests {
  private let vote = MessageBody.requestVoteRequest(RequestVoteRequest())

  private func clocks(_ builder: TraceBuilder, _ events: [TraceEvent]? = nil, isOrdered: Bool = false)
    -> [String]
  {
    var dialect = SourceDialect()
    dialect.isOrdered = isOrdered
    let log = ShiVizFixtures.log(of: events ?? builder.events, symbols: builder.symbols, dialect: dialect)
    let reading = ShiVizReading(log)
    return reading.events.map { reading.clock($0) }
  }

  @Test("The events of each server are read back as they were", arguments: 1...UInt64(10))
  func roundTrip(seed: UInt64) {
    let symbols = TraceSymbols()
    let (log, events) = ShiVizFixtures.random(seed: seed, count: 300, symbols: symbols)
    let reading = ShiVizReading(log, symbols: symbols)
    #expect(reading.errors == [])
    for server in symbols.servers {
      let written = events.filter { $0.server == server }
      let read = reading.events.filter { $0.server == server }
      #expect(read.allSatisfy { $0.clock.value.map { $0[server] > 0 } == true })
      #expect(read.map(Self.withoutClock) == written.map(Self.withoutClock))
    }
  }

  @Test("The dialect survives, and writing what was read changes no byte", arguments: 1...UInt64(4))
  func fixedPoint(seed: UInt64) {
    let symbols = TraceSymbols()
    var dialect = SourceDialect()
    dialect.isComplete = true
    dialect.isOrdered = true
    let events = ShiVizFixtures.random(seed: seed, count: 50, symbols: symbols).events
    let log = ShiVizFixtures.log(of: events, symbols: symbols, dialect: dialect)
    let reading = ShiVizReading(log, symbols: symbols)
    #expect(reading.dialect == dialect)
    #expect(ShiVizFixtures.log(of: reading.events, symbols: symbols, dialect: reading.dialect) == log)
  }

  @Test("A receipt knows what its sender knew")
  func messages() {
    var trace = TraceBuilder()
    trace.start("n1")
    trace.start("n2")
    trace.send("n1", to: "n2", term: 1, vote)
    trace.receive("n2", from: "n1", term: 1, vote)
    #expect(clocks(trace) == ["n1 n1:1", "n2 n2:1", "n1 n1:2", "n2 n1:2 n2:2"])
  }

  @Test("A receipt that was read before its sending waits for it, with what its server did next")
  func waiting() {
    var trace = TraceBuilder()
    trace.receive("n2", from: "n1", term: 1, vote)
    trace.start("n2")
    trace.start("n1")
    trace.send("n1", to: "n2", term: 1, vote)
    trace.start("n1")
    #expect(clocks(trace) == ["n1 n1:1", "n1 n1:2", "n2 n1:2 n2:1", "n2 n1:2 n2:2", "n1 n1:3"])
    #expect(clocks(trace, isOrdered: true).first == "n2 n2:1")
  }

  @Test("A receipt whose sending is never shown knows only its own server")
  func unpaired() {
    var trace = TraceBuilder()
    trace.receive("n2", from: "n1", term: 1, vote)
    trace.start("n1")
    #expect(clocks(trace) == ["n1 n1:1", "n2 n2:1"])
  }

  @Test("Of messages that look the same the first sent is the first received; a copy counts as sent")
  func repetition() {
    var trace = TraceBuilder()
    trace.send("n1", to: "n2", term: 1, vote)
    trace.send("n1", to: "n2", term: 1, vote)
    for _ in 0..<3 { trace.receive("n2", from: "n1", term: 1, vote) }
    let message = trace.events[0].kind
    guard case .messageSent(let sent) = message else { return }
    #expect(clocks(trace) == ["n1 n1:1", "n1 n1:2", "n2 n1:1 n2:1", "n2 n1:2 n2:2", "n2 n1:2 n2:3"])
    var events = trace.events
    events[1].kind = .messageDuplicated(sent)
    #expect(clocks(trace, events)[3] == "n2 n1:1 n2:2")
  }

  @Test(
    "Clocks of any merge order servers alike: each server's own count rises by one", arguments: 1...UInt64(20)
  )
  func counts(seed: UInt64) {
    var random = SeededRandom(seed: seed)
    var trace = TraceBuilder()
    let names = ["n1", "n2", "n3"]
    for term in 1...40 as ClosedRange<UInt64> {
      let pair = names.shuffled(using: &random)
      trace.send(pair[0], to: pair[1], term: term, vote)
      if !random.isOnce(in: 4) { trace.receive(pair[1], from: pair[0], term: term, vote) }
    }
    let expected = Set(clocks(trace))
    let merged = clocks(trace, trace.merged(by: &random))
    #expect(Set(merged) == expected)
    #expect(merged.count == trace.events.count)
  }

  @Test("What a browser takes for the end of a line is none in the log")
  func lineSeparators() {
    var trace = TraceBuilder()
    trace.add("a\u{2028}b c", .start)
    let log = String(decoding: ShiVizFixtures.log(of: trace.events, symbols: trace.symbols), as: UTF8.self)
    #expect(!log.unicodeScalars.contains("\u{2028}"))
    #expect(log.contains(#"\u2028"#))
    let reading = ShiVizReading(Array(log.utf8))
    #expect(reading.events.map { reading.symbols[$0.server] } == ["a\u{2028}b c"])
  }

  @Test("The pieces that are taken make the text that would be taken at once")
  func pieces() {
    let symbols = TraceSymbols()
    let (log, events) = ShiVizFixtures.random(seed: 5, count: 20, symbols: symbols)
    var writer = ShiVizTraceWriter(symbols: symbols, dialect: SourceDialect())
    var pieces = writer.takeBytes()
    for event in events {
      writer.write(event)
      pieces += writer.takeBytes()
    }
    writer.finish()
    #expect(pieces + writer.takeBytes() == log)
    #expect(writer.byteCount == 0)
  }

  private static func withoutClock(_ event: TraceEvent) -> TraceEvent {
    var event = event
    event.clock = .unknown
    return event
  }
}
