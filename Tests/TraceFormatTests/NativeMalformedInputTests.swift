import RaftTraceTestSupport
import Testing

import TraceFormat

@Suite("Native format: malformed input")
struct NativeMalformedInputTests {
  private static let good = #"{"event":"stop","server":"last"}"#

  /// Reads the bytes as a line between two good ones.
  private func readBetween(_ bytes: some Sequence<UInt8>) -> NativeReading {
    NativeReading(
      Array(NativeReading.header.utf8) + [0x0a] + Array(bytes) + [0x0a] + Array(Self.good.utf8) + [0x0a])
  }

  @Test("A line that is cut at any byte is one error, and the line behind it is read")
  func cutLines() throws {
    var generator = EventGenerator(seed: 3, symbols: TraceSymbols())
    for name in EventName.allCases {
      var writer = NativeTraceWriter(symbols: generator.symbols, dialect: SourceDialect())
      _ = writer.takeBytes()
      writer.write(generator.event(name))
      let line = writer.takeBytes().dropLast()
      for length in 1..<line.count {
        let reading = readBetween(line.prefix(length))
        try #require(reading.errors.map(\.line) == [2], "\(name) cut to \(length) bytes")
        try #require(reading.events.count == 1)
        try #require(reading.tally.badLines == 1)
      }
    }
  }

  @Test("A file that is cut at any byte is at most one error, in its last line")
  func cutFile() throws {
    let (text, events) = NativeReading.random(seed: 9, count: 0, symbols: TraceSymbols())
    for length in stride(from: 0, to: text.count, by: 7) {
      let reading = NativeReading(Array(text.prefix(length)))
      let lines = text.prefix(length).count { $0 == 0x0a }
      try #require(reading.events.count >= max(0, lines - 1))
      try #require(reading.events.count <= events.count)
      try #require(reading.errors.count <= 1)
      try #require(reading.errors.allSatisfy { $0.line == lines + 1 })
    }
  }

  @Test(
    "Nothing, blank lines and a lone newline are no events and no errors",
    arguments: ["", "\n", " \t \r\n  \n"])
  func nothing(text: String) {
    let reading = NativeReading(text)
    #expect(reading.events == [])
    #expect(reading.errors == [])
    #expect(reading.tally.lines == reading.tally.linesWithoutEvents)
  }

  @Test("Each byte value alone on a line is an error or blank")
  func bytes() {
    for byte in UInt8.min...UInt8.max where byte != 0x0a {
      let reading = readBetween([byte])
      let isBlank = byte == 0x20 || byte == 0x09 || byte == 0x0d
      #expect(reading.errors.count == (isBlank ? 0 : 1), "byte \(byte)")
      #expect(reading.events.count == 1)
    }
  }

  @Test("Random bytes end with positions and without a crash")
  func binary() {
    var random = SeededRandom(seed: 11)
    for _ in 0..<200 {
      let reading = NativeReading((0..<500).map { _ in UInt8.random(in: 0...255, using: &random) })
      #expect(reading.events == [])
      #expect(reading.errors.allSatisfy { $0.line != nil })
    }
  }

  @Test("Mutilated traces end with positions and a tally that adds up", arguments: 40...UInt64(44))
  func mutilated(seed: UInt64) {
    var random = ReadingRandom(seed: seed)
    let (text, _) = NativeReading.random(seed: seed, count: 10, symbols: TraceSymbols())
    for _ in 0..<120 {
      let reading = NativeReading(random.mutated(text))
      let tally = reading.tally
      #expect(tally.events == reading.events.count)
      #expect(tally.badLines == reading.errors.count)
      #expect(tally.lines == tally.events + tally.badLines + tally.linesWithoutEvents)
      #expect(reading.errors.allSatisfy { $0.line != nil && $0.file == NativeReading.name })
    }
  }

  @Test("Invalid UTF-8 in a name or a key is an error")
  func invalidUTF8() {
    for bytes in [[0xff], [0xc0, 0x80], [0xed, 0xa0, 0x80], [0xe2, 0x82]] as [[UInt8]] {
      let name = Array(#"{"event":"start","server":"n"#.utf8) + bytes + Array(#""}"#.utf8)
      let key = Array(#"{"event":"start","server":"n1","x"#.utf8) + bytes + Array(#"":1}"#.utf8)
      for line in [name, key] {
        let errors = readBetween(line).errors
        #expect(errors.count == 1)
        guard case .invalidUTF8 = errors.first?.kind else {
          Issue.record("\(errors)")
          continue
        }
      }
    }
  }

  @Test("Deep nesting is an error, not a crash")
  func deepNesting() {
    for opening in ["[", #"{"a":"#] {
      for prefix in [
        "", #"{"format":"#, #"{"event":"#, #"{"event":"start","after":"#, #"{"event":"start","clock":"#,
      ] {
        let line = prefix + String(repeating: opening, count: 100_000)
        #expect(NativeReading(line).errors.count == 1)
      }
    }
  }

  @Test(
    "Numbers past their ranges are errors",
    arguments: [
      "18446744073709551616", "99999999999999999999", "184467440737095516150", "-1", "-0", "1.0", "1e3", "01",
      "+1",
    ])
  func numbers(number: String) {
    #expect(NativeReading.complaint(#"{"event":"committed","server":"n1","index":\#(number)}"#) != nil)
    #expect(NativeReading.complaint(#"{"event":"start","server":"n1","clock":{"n1":\#(number)}}"#) != nil)
  }

  @Test("Half of a surrogate pair is an error")
  func surrogates() {
    #expect(NativeReading.complaint(#"{"event":"start","server":"\ud83d"}"#) != nil)
    #expect(NativeReading.complaint(#"{"event":"start","server":"\ude00\ud83d"}"#) != nil)
    #expect(NativeReading.complaint(#"{"event":"start","server":"\ud83d\ude00"}"#) == nil)
  }
}
