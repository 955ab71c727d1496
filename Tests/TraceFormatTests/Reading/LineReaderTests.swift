import Testing
import TraceFormat

@Suite struct LineReaderTests {
  /// What a reader says, one entry per call: `number:text`, with `…` where the newline is missing, or the error.
  static func lines(
    _ bytes: [UInt8], lineLengthMaximum: Int = 1000, bufferLength: Int = 16
  ) -> [String] {
    let reader = LineReader(
      ByteSource(bytes: bytes, name: "t"), lineLengthMaximum: lineLengthMaximum, bufferLength: bufferLength)
    var lines: [String] = []
    while true {
      do throws(ReadingError) {
        guard let line = try reader.next() else { return lines }
        let text = reader.withBytes(of: line) { bytes in
          bytes.withUnsafeBufferPointer { String(decoding: $0, as: UTF8.self) }
        }
        lines.append("\(line.number):\(text)\(line.isTerminated ? "" : "…")")
      } catch {
        lines.append(error.description)
      }
    }
  }

  static func lines(_ text: String, lineLengthMaximum: Int = 1000) -> [String] {
    lines(Array(text.utf8), lineLengthMaximum: lineLengthMaximum)
  }

  @Test func `Lines are numbered from 1, and the newline is not part of them`() {
    #expect(Self.lines("a\nbc\n\nd\n") == ["1:a", "2:bc", "3:", "4:d"])
    #expect(Self.lines("a\r\nb\r\r\n\r\nc\rd\n") == ["1:a", "2:b\r", "3:", "4:c\rd"])
  }

  @Test func `A last line without newline is a line, and is known to be cut`() {
    #expect(Self.lines("a\nb") == ["1:a", "2:b…"])
    #expect(Self.lines("a\nb\r") == ["1:a", "2:b\r…"])
    #expect(Self.lines("\0\n\0") == ["1:\0", "2:\0…"])
  }

  @Test func `Nothing has no lines, a newline has one`() {
    #expect(Self.lines("").isEmpty)
    #expect(Self.lines("\n") == ["1:"])
    #expect(Self.lines(ReadingFixtures.gzipOfNothing).isEmpty)
  }

  @Test func `A line longer than the maximum is skipped, and reading goes on behind it`() {
    let long = String(repeating: "x", count: 5000)
    #expect(
      Self.lines("a\n\(long)\nb\n", lineLengthMaximum: 10) == [
        "1:a", "t:2: found a line of 5000 bytes, expected at most 10", "3:b",
      ])
    #expect(
      Self.lines("\(long)\r\n\(long)", lineLengthMaximum: 10) == [
        "t:1: found a line of 5000 bytes, expected at most 10",
        "t:2: found a line of 5000 bytes, expected at most 10",
      ])
  }

  @Test(arguments: 1...40)
  func `A line is as long as allowed whatever the buffer's length`(bufferLength: Int) {
    for (length, ending) in [(9, "\n"), (10, "\n"), (10, "\r\n"), (11, "\n"), (11, "\r\n"), (12, "\n")] {
      let bytes = Array((String(repeating: "x", count: length) + ending + "y\n").utf8)
      let expected =
        length <= 10
        ? "1:" + String(repeating: "x", count: length)
        : "t:1: found a line of \(length) bytes, expected at most 10"
      #expect(Self.lines(bytes, lineLengthMaximum: 10, bufferLength: bufferLength) == [expected, "2:y"])
    }
  }

  @Test func `A line of many megabytes is skipped without being kept`() throws {
    let source = ByteSource(bytes: [UInt8](repeating: 0x20, count: 8 << 20) + [0x0a, 0x61])
    let reader = LineReader(source, lineLengthMaximum: 1000, bufferLength: 1 << 12)
    let error = #expect(throws: ReadingError.self) { try reader.next() }
    #expect(error?.kind == .lineTooLong(length: 8 << 20, maximum: 1000))
    #expect(error?.linesBehindAreReadable == true)
    #expect(reader.bufferLength <= 1 << 13)
    #expect(try reader.next()?.number == 2)
  }

  @Test func `What follows a truncated member is the cut line, then the error, then nothing`() {
    let cut = ReadingFixtures.storedGzip(Array("a\nbcd\n".utf8)).dropLast(8 + 3)
    #expect(Self.lines(Array(cut)) == ["1:a", "2:b…", "t: the gzip data end too early; the file was cut"])
  }

  @Test func `The first bytes can be looked at without consuming them`() throws {
    let reader = LineReader(ByteSource(bytes: ReadingFixtures.gzip), bufferLength: 4)
    #expect(reader.prefix(3) == Array(#"{"t"#.utf8))
    #expect(reader.prefix(100) == Array(ReadingFixtures.votes.prefix(100)))
    #expect(reader.prefix(10_000) == ReadingFixtures.votes)
    #expect(try reader.next()?.number == 1)
    var count = 1
    while try reader.next() != nil { count += 1 }
    #expect(count == 12)
  }

  @Test(arguments: [UInt64](1...20))
  func `Any bytes are cut into the lines that splitting them gives`(seed: UInt64) {
    var random = ReadingRandom(seed: seed)
    for _ in 0..<50 {
      let count = Int.random(in: 0...200, using: &random)
      let alphabet: [UInt8] = [0x0a, 0x0d, 0x61, 0x62, 0x00]
      let bytes = (0..<count).map { _ in alphabet.randomElement(using: &random) ?? 0 }
      let maximum = Int.random(in: 0...20, using: &random)
      let found = Self.lines(bytes, lineLengthMaximum: maximum, bufferLength: Int(seed))
      #expect(found == plainLines(bytes, maximum), "\(bytes), at most \(maximum)")
    }
  }

  /// The plain twin: splits what is wholly in memory.
  private func plainLines(_ bytes: [UInt8], _ maximum: Int) -> [String] {
    var pieces = bytes.split(separator: 0x0a, omittingEmptySubsequences: false)
    let last = pieces.removeLast()
    var lines = pieces.map { ($0.last == 0x0d ? $0.dropLast() : $0, "") }
    if !last.isEmpty { lines.append((last, "…")) }
    return lines.enumerated().map { number, line in
      line.0.count > maximum
        ? "t:\(number + 1): found a line of \(line.0.count) bytes, expected at most \(maximum)"
        : "\(number + 1):\(String(decoding: line.0, as: UTF8.self))\(line.1)"
    }
  }
}
