import RaftTraceTestSupport
import Testing

import TraceFormat

@Suite("Native format: writing and reading")
struct NativeRoundTripTests {
  @Test("Events written and read back are the same events", arguments: 1...UInt64(12))
  func eventsSurvive(seed: UInt64) {
    let symbols = TraceSymbols()
    let (text, events) = NativeReading.random(seed: seed, count: 600, symbols: symbols)
    let reading = NativeReading(text, symbols: symbols)
    #expect(reading.errors == [])
    #expect(reading.events.count == events.count)
    for (read, written) in zip(reading.events, events) where read != written {
      Issue.record("read \(read), wrote \(written)")
      return
    }
  }

  @Test(
    "Text read and written again is the same text, in whatever order names are met", arguments: 1...UInt64(12)
  )
  func textSurvives(seed: UInt64) {
    let (text, _) = NativeReading.random(seed: seed, count: 600, symbols: TraceSymbols())
    let symbols = TraceSymbols()
    let reading = NativeReading(text, symbols: symbols)
    var writer = NativeTraceWriter(symbols: symbols, dialect: reading.dialect, fileName: NativeReading.name)
    writer.write(reading.events)
    #expect(String(decoding: writer.takeBytes(), as: UTF8.self) == String(decoding: text, as: UTF8.self))
  }

  @Test("An event without an origin gets the line it stands on, and keeps it in another file")
  func originIsTheLine() {
    let symbols = TraceSymbols()
    let made = TraceEvent(
      server: symbols.server("n1"), position: SourcePosition(file: symbols.file(""), line: 0), kind: .start)
    var first = NativeTraceWriter(symbols: symbols, dialect: SourceDialect(), fileName: NativeReading.name)
    first.write([made, made])
    let text = first.takeBytes()
    #expect(!String(decoding: text, as: UTF8.self).contains(#""at""#))

    let events = NativeReading(text, symbols: symbols).events
    #expect(events.map { symbols.describe($0.position) } == ["t.ndjson:2", "t.ndjson:3"])
    var same = NativeTraceWriter(symbols: symbols, dialect: SourceDialect(), fileName: NativeReading.name)
    same.write(events)
    #expect(same.takeBytes() == text)

    var other = NativeTraceWriter(symbols: symbols, dialect: SourceDialect(), fileName: "other.ndjson")
    other.write(events)
    let lines = String(decoding: other.takeBytes(), as: UTF8.self).split(separator: "\n")
    #expect(lines[1] == #"{"event":"start","server":"n1","at":"t.ndjson:2"}"#)
  }

  @Test("Each dialect survives, and the producer")
  func dialectsSurvive() {
    for durability in SourceDialect.Durability.allCases {
      for configurationUse in SourceDialect.ConfigurationUse.allCases {
        for flags in 0..<4 {
          var dialect = SourceDialect()
          dialect.durability = durability
          dialect.configurationUse = configurationUse
          dialect.isComplete = flags & 1 == 1
          dialect.reusesIdentities = flags & 2 == 2
          var writer = NativeTraceWriter(symbols: TraceSymbols(), dialect: dialect, producer: "by \"hand\"\n")
          let reading = NativeReading(writer.takeBytes())
          #expect(reading.dialect == dialect)
          #expect(reading.producer == "by \"hand\"\n")
          #expect(reading.errors == [])
        }
      }
    }
  }

  @Test("The pieces that are taken make the text that would be taken at once")
  func piecesJoin() {
    let symbols = TraceSymbols()
    let (text, events) = NativeReading.random(seed: 5, count: 20, symbols: symbols)
    var writer = NativeTraceWriter(symbols: symbols, dialect: SourceDialect())
    var pieces = writer.takeBytes()
    for event in events {
      writer.write(event)
      #expect(writer.byteCount > 0)
      pieces += writer.takeBytes()
    }
    #expect(writer.byteCount == 0)
    #expect(pieces == text)
  }

  @Test("Names that are no UTF-8 become legible and stay apart")
  func bytesBecomeLegible() {
    let symbols = TraceSymbols()
    let names: [[UInt8]] = [[0x6e, 0xff], [0x6e, 0xfe], [0xc3, 0x28, 0x80]]
    let servers = names.map { symbols.server($0.span) }
    var writer = NativeTraceWriter(symbols: symbols, dialect: SourceDialect())
    let position = SourcePosition(file: symbols.file("a"), line: 1)
    for server in servers {
      let clock = VectorClock([VectorClock.Component(server: server, count: 1)])
      writer.write(TraceEvent(server: server, position: position, kind: .stop, clock: .known(clock)))
    }
    let reading = NativeReading(writer.takeBytes())
    #expect(reading.errors == [])
    #expect(reading.events.map { reading.symbols[$0.server] } == [#"n\xff"#, #"n\xfe"#, #"\xc3(\x80"#])
    #expect(reading.events.allSatisfy { $0.clock.value?[$0.server] == 1 })
  }
}
