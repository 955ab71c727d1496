import Testing
import TraceFormat

@Suite struct ReadingErrorTests {
  @Test func `An error is one line that says where, what was found and what was expected`() {
    let error = ReadingError(
      file: "n1.log", line: 12, column: 7, kind: .malformed(found: "\"abc\"", expected: "a number"))
    #expect(error.description == #"n1.log:12:7: found "abc", expected a number"#)
    let colored = ReadingError(file: "a\nb\u{1b}[31m", kind: .missingFile)
    #expect(colored.description == #"a\nb\x1b[31m: no such file"#)
  }

  @Test func `Missing and unreadable input is not malformed input`() {
    let unavailable: [ReadingError.Kind] = [.missingFile, .unreadable(reason: "x"), .isDirectory]
    for kind in unavailable { #expect(ReadingError(file: "f", kind: kind).category == .unavailable) }
    let malformed: [ReadingError.Kind] = [
      .truncatedCompression(.zstd), .emptyInput, .lineTooLong(length: 2, maximum: 1),
      .invalidUTF8(found: "x"),
    ]
    for kind in malformed { #expect(ReadingError(file: "f", kind: kind).category == .malformed) }
  }

  @Test func `Quoted input is short and cannot steer a terminal`() {
    #expect(ReadingError.quote("n1") == #""n1""#)
    #expect(ReadingError.quote("a\"b\\c") == #""a\"b\\c""#)
    #expect(ReadingError.quote("\u{1b}[2J\r\n\t\0") == #""\x1b[2J\r\n\t\x00""#)
    #expect(ReadingError.quote("é漢😀") == #""é漢😀""#)
    #expect(ReadingError.quote("\u{202e}\u{85}\u{2028}") == #""\u{202e}\u{85}\u{2028}""#)
    let invalid: [UInt8] = [0x61, 0xff, 0xc3, 0x28, 0xed, 0xa0, 0x80]
    #expect(ReadingError.quote(invalid.span) == #""a\xff\xc3(\xed\xa0\x80""#)
    let long = ReadingError.quote(String(repeating: "x", count: 1000))
    #expect(long == "\"" + String(repeating: "x", count: 60) + "…\"")
  }

  @Test(arguments: [UInt64](1...10))
  func `Any bytes are quoted in at most 63 characters`(seed: UInt64) {
    var random = ReadingRandom(seed: seed)
    for _ in 0..<200 {
      let bytes = (0..<Int.random(in: 0...100, using: &random)).map { _ in
        UInt8.random(in: 0...255, using: &random)
      }
      let quote = ReadingError.quote(bytes.span)
      #expect(quote.count <= 63)
      #expect(!quote.unicodeScalars.contains { $0.properties.generalCategory == .control })
    }
  }
}
