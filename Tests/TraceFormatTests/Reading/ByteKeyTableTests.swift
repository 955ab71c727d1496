import Testing
import TraceFormat

@Suite struct ByteKeyTableTests {
  private static let keys = [
    "", "t", "term", "terms", "terma", "currentTerm", "currentTermX", "commitIndex", "12345678", "123456789",
    "abcdefgh1xabcdefgh", "abcdefgh2xabcdefgh", "\0", "\0\0", "log\0",
  ]
  private static let table = ByteKeyTable(keys.enumerated().map { ($0.element, $0.offset) })

  private func find(_ text: String, prefix: String = "", suffix: String = "") -> Int? {
    let bytes = Array((prefix + text + suffix).utf8)
    let start = prefix.utf8.count
    return Self.table.value(bytes.span, start..<start + text.utf8.count)
  }

  @Test(arguments: Array(keys.enumerated().map { ($0.offset, $0.element) }))
  func `Each key is found wherever it stands`(number: Int, key: String) {
    #expect(find(key) == number)
    #expect(find(key, prefix: "x", suffix: "y") == number)
    #expect(find(key, prefix: "\"", suffix: "\":12345678") == number)
  }

  @Test(arguments: [
    "Term", "ter", "currentTerm\0", "12345679", "1234567", "abcdefgh3xabcdefgh", "x", "\0\0\0",
  ])
  func `What is no key is not found, however like one it looks`(text: String) {
    #expect(find(text) == nil)
    #expect(find(text, prefix: "\"", suffix: "\": 12345678") == nil)
  }

  @Test func `A key with escapes is found as what it means`() throws {
    let bytes = Array(#""\u0074erm""#.utf8)
    var scanner = JSONScanner()
    let string = try scanner.string(bytes.span)
    #expect(Self.table.value(bytes.span, string) == 2)
  }

  @Test func `Many keys with the same ends are all found`() {
    let keys = (100..<1000).map { "samehead\($0)sametail" }
    let table = ByteKeyTable(keys.enumerated().map { ($0.element, $0.offset) })
    for (number, key) in keys.enumerated() {
      let bytes = Array(key.utf8)
      #expect(table.value(bytes.span, 0..<bytes.count) == number)
    }
  }

  @Test func `What only begins like a key is not found, though their slots collide`() {
    let keys = (1000..<1900).map { "term\($0)" }
    let table = ByteKeyTable(keys.enumerated().map { ($0.element, $0.offset) })
    for key in keys {
      for suffix in UInt8(0)...60 {
        let longer = Array(key.utf8) + [suffix]
        let found = table.value(longer.span, 0..<longer.count)
        #expect(found == nil)
      }
    }
  }

  @Test func `A table without keys finds nothing`() {
    let table: ByteKeyTable<Int> = ByteKeyTable([:])
    let bytes: [UInt8] = []
    #expect(table.value(bytes.span, 0..<0) == nil)
  }
}
