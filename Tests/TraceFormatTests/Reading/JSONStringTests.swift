import Testing
import TraceFormat

@Suite struct JSONStringTests {
  @Test func `Strings are decoded with their escapes`() {
    let text = #""a\u0041\u00e9\u6f22\ud83d\ude00\"\\\/\b\f\n\r\t\u0000é""#
    let decoded = scan(text) { $0.text(in: $1) }
    #expect(decoded == "aAé漢😀\"\\/\u{8}\u{c}\n\r\t\0é")
  }

  @Test(arguments: [(#""term""#, true), (#""\u0074erm""#, true), (#""ter""#, false), (#""terms""#, false)])
  func `Strings are compared as they are meant, not as they are written`(text: String, isTerm: Bool) {
    #expect(scan(text) { $0.equals("term", in: $1) } == isTerm)
  }

  @Test(
    arguments: [
      [0x80], [0xbf], [0xc0, 0x80], [0xc1, 0xbf], [0xc3], [0xc3, 0x28], [0xe0, 0x9f, 0xbf], [0xe2, 0x82],
      [0xed, 0xa0, 0x80], [0xf0, 0x8f, 0xbf, 0xbf], [0xf4, 0x90, 0x80, 0x80], [0xf5, 0x80, 0x80, 0x80],
      [0xff],
    ] as [[UInt8]])
  func `Invalid UTF-8 in a string is refused`(sequence: [UInt8]) {
    for padding in 0..<10 {
      let start = [UInt8(ascii: "\"")] + [UInt8](repeating: UInt8(ascii: "x"), count: padding)
      let error = JSONScannerTests.error(in: start + sequence + Array("\"".utf8))
      #expect(error?.expected == .utf8)
      #expect(error?.offset == start.count)
    }
  }

  @Test func `UTF-8 is accepted exactly where the standard library accepts it`() {
    for first in UInt8(0x80)...0xff {
      for second in UInt8(0)...0xff { expectAgreement([first, second]) }
    }
    var random = ReadingRandom(seed: 1)
    for first in UInt8(0xe0)...0xff {
      for _ in 0..<500 {
        let rest = (0..<3).map { _ in UInt8.random(in: 0x7f...0xc0, using: &random) }
        expectAgreement([first] + rest.prefix(2))
        expectAgreement([first] + rest)
      }
    }
  }

  private func expectAgreement(_ sequence: [UInt8]) {
    guard !sequence.contains(where: { $0 < 0x20 || $0 == 0x22 || $0 == 0x5c }) else { return }
    let quotes = [UInt8(ascii: "\"")]
    let isAccepted = JSONScannerTests.error(in: quotes + sequence + quotes) == nil
    #expect(isAccepted == (String(validating: sequence, as: UTF8.self) != nil), "\(sequence)")
  }

  /// Scans one string and uses it.
  private func scan<Value>(
    _ text: String, _ body: (JSONString, Span<UInt8>) -> Value
  ) -> Value? {
    let bytes = Array(text.utf8)
    var scanner = JSONScanner()
    guard let string = try? scanner.string(bytes.span) else { return nil }
    return body(string, bytes.span)
  }
}
