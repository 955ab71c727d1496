import Glibc
import Testing
import TraceFormat

@Suite struct ByteSourceTests {
  @Test func `Bytes in memory come out as they are`() {
    let bytes: [UInt8] = [0, 1, 0x1f, 0x0a, 0xff]
    #expect(ReadingOutcome(ByteSource(bytes: bytes)).holds(bytes))
    #expect(ReadingOutcome(ByteSource(bytes: [])) == ReadingOutcome(ByteSource(bytes: [])))
    #expect(ReadingOutcome(ByteSource(bytes: [])).bytes.isEmpty)
  }

  @Test(arguments: [[UInt8]([0x1f]), [0x1f, 0x8c], [0x28], [0x28, 0xb5], [0x28, 0xb5, 0x2f, 0xfe]])
  func `Bytes that only begin like a magic number are plain`(bytes: [UInt8]) {
    #expect(ReadingOutcome(ByteSource(bytes: bytes)).holds(bytes))
    #expect(ReadingOutcome(ByteSource(bytes: bytes)).error == nil)
  }

  @Test func `The next bytes can be looked at without consuming them`() {
    for bytes in [ReadingFixtures.votes, ReadingFixtures.gzip, ReadingFixtures.zstd] {
      let source = ByteSource(bytes: bytes)
      #expect(source.prefix(5) == Array(#"{"typ"#.utf8))
      #expect(source.prefix(9) == Array(#"{"type":""#.utf8))
      #expect(source.prefix(1) == [UInt8(ascii: "{")])
      #expect(ReadingOutcome(source, bufferLength: 3).holds(ReadingFixtures.votes))
      #expect(source.prefix(5).isEmpty)
    }
  }

  @Test func `The whole of a document is read up to a maximum`() throws {
    let source = ByteSource(bytes: ReadingFixtures.gzip)
    #expect(try source.readToEnd(lengthMaximum: ReadingFixtures.votes.count) == ReadingFixtures.votes)
    let error = #expect(throws: ReadingError.self) {
      try ByteSource(bytes: ReadingFixtures.gzip, name: "a.json.gz").readToEnd(lengthMaximum: 100)
    }
    #expect(error?.description == "a.json.gz: found more than 100 bytes, expected at most that")
  }

  @Test func `A missing file and a directory are told apart`() {
    let missing = #expect(throws: ReadingError.self) { try ByteSource(path: "/nonexistent/n1.log") }
    #expect(missing?.kind == .missingFile)
    #expect(missing?.category == .unavailable)
    let directory = #expect(throws: ReadingError.self) { try ByteSource(path: "/") }
    #expect(directory?.description == "/: found a directory, expected a file; name the files in it")
    let nothing = #expect(throws: ReadingError.self) { try ByteSource(path: "/dev/null/n1.log") }
    #expect(nothing?.kind == .unreadable(reason: "Not a directory"))
  }

  @Test func `A descriptor that cannot be read is an error with the system's reason`() {
    let source = ByteSource(descriptor: -1, name: "closed")
    #expect(ReadingOutcome(source).error == .unreadable(reason: "Bad file descriptor"))
  }

  @Test(arguments: [1, 7, 4096])
  func `A pipe is sniffed, however small its pieces`(pieceLength: Int) {
    for bytes in [ReadingFixtures.votes, ReadingFixtures.gzip, ReadingFixtures.zstd] {
      #expect(readThroughPipe(bytes, pieceLength).holds(ReadingFixtures.votes))
      #expect(readThroughPipe(bytes, pieceLength).error == nil)
    }
  }

  @Test func `A plain pipe gives its first bytes before the writer goes on`() throws {
    let pipe = try openPipe()
    defer { close(pipe.writing) }
    _ = write(pipe.writing, "x", 1)
    let source = ByteSource(descriptor: pipe.reading, name: "pipe", closesDescriptor: true)
    #expect(source.prefix(1) == [UInt8(ascii: "x")])
  }

  /// Each piece is read before the next is written, so that no two of them arrive together.
  private func readThroughPipe(_ bytes: [UInt8], _ pieceLength: Int) -> ReadingOutcome {
    guard let pipe = try? openPipe() else { return ReadingOutcome(ByteSource(bytes: [])) }
    for start in stride(from: 0, to: bytes.count, by: pieceLength) {
      let piece = bytes[start..<min(start + pieceLength, bytes.count)]
      _ = piece.withUnsafeBytes { write(pipe.writing, $0.baseAddress, $0.count) }
    }
    close(pipe.writing)
    let window = max(pieceLength, 4)
    return ReadingOutcome(
      ByteSource(descriptor: pipe.reading, name: "pipe", closesDescriptor: true, windowLength: window))
  }

  private func openPipe() throws -> (reading: CInt, writing: CInt) {
    var descriptors: [CInt] = [0, 0]
    try #require(pipe(&descriptors) == 0)
    return (descriptors[0], descriptors[1])
  }
}
