import Testing
import TraceFormat

@Suite struct JSONScannerTests {
  /// Skips one value; returns what is wrong with the text, or nil.
  static func error(in bytes: [UInt8]) -> JSONError? {
    do throws(JSONError) {
      var scanner = JSONScanner()
      try scanner.skipValue(bytes.span)
      try scanner.end(bytes.span)
      return nil
    } catch {
      return error
    }
  }

  static func error(in text: String) -> String? {
    error(in: Array(text.utf8)).map(\.description)
  }

  /// Scans with a body; returns what it does or the error.
  private func scan<Value>(
    _ text: String, _ body: (inout JSONScanner, Span<UInt8>) throws(JSONError) -> Value
  ) -> Result<Value, JSONError> {
    let bytes = Array(text.utf8)
    var scanner = JSONScanner()
    do throws(JSONError) {
      return .success(try body(&scanner, bytes.span))
    } catch {
      return .failure(error)
    }
  }

  @Test func `An event is pulled key by key`() {
    let text = #" {"term" : 4 ,"entries":[1,[],{}],"role":"leader","x":null,"ok":true,"delta":-7} "#
    let found = scan(text) { (scanner, bytes) throws(JSONError) in
      var found: [String] = []
      try scanner.enterObject(bytes)
      while let key = try scanner.nextKey(bytes) {
        found.append(key.text(in: bytes))
        switch try scanner.kind(bytes) {
        case .number: found.append(String(try scanner.signedInteger(bytes)))
        case .string: found.append(try scanner.string(bytes).text(in: bytes))
        case .boolean: found.append(String(try scanner.boolean(bytes)))
        case .null: try scanner.null(bytes)
        case .object, .array: try scanner.skipValue(bytes)
        }
      }
      try scanner.end(bytes)
      return found
    }
    #expect(
      found == .success(["term", "4", "entries", "role", "leader", "x", "ok", "true", "delta", "-7"]))
  }

  @Test func `Elements are pulled one by one`() {
    let sum = scan("[1, 2,[3 ,4],5]") { (scanner, bytes) throws(JSONError) in
      var sum: UInt64 = 0
      try scanner.enterArray(bytes)
      while try scanner.nextElement(bytes) {
        if try scanner.kind(bytes) == .array {
          try scanner.enterArray(bytes)
          while try scanner.nextElement(bytes) { sum += 10 * (try scanner.unsignedInteger(bytes)) }
        } else {
          sum += try scanner.unsignedInteger(bytes)
        }
      }
      return sum
    }
    #expect(sum == .success(78))
  }

  @Test(arguments: [
    "{}", "[]", " [ ] ", "0", "-0", "1.5e+10", "1E5", "0.1", "-0.0e-0", "\"\"", "true", "false", "null",
    #"{"":0}"#, #"{"a":{"a":[{}]},"a":1}"#, "[\r\n\t 1 ]", #""\u0000\"\\\/\b\f\n\r\t""#, #""\ud83d\uDE00""#,
    "\"é漢😀\u{7f}\u{10ffff}\"", "123456789012345678901234567890", "1e999", "\"\u{2028}\"",
  ])
  func `Valid JSON is skipped`(text: String) {
    #expect(Self.error(in: text) == nil)
  }

  @Test(arguments: [
    "", " ", "{", "}", "[", "]", "{]", "[}", "[1", "[1,", "[,1]", "[1,]", "[1 2]", "{,}", #"{"a":1,}"#,
    #"{"a" 1}"#, #"{"a":}"#, #"{a:1}"#, #"{"a":1 "b":2}"#, #"{"a"}"#, #"{1:1}"#, "[1]]", "1 2", "tru", "True",
    "nul", "nulll", "falsey", "NaN", "Infinity", "01", "-", "-01", "+1", ".5", "1.", "1.e5", "1e", "1e+",
    "0x1", "1_000", "--1", "\"", "\"a", #""\"#, #""\x""#, #""\u12""#, #""\u12g4""#, #""\ud800""#,
    #""\udc00""#,
    #""\ud800\u0041""#, #""\ud800\n""#, #""\ud800\ud800""#, "\"\n\"", "\"\t\"", "\"\0\"", "'a'", "// x",
    "[1]\0", "\u{feff}{}", "\u{a0}1",
  ])
  func `Invalid JSON is refused`(text: String) {
    #expect(Self.error(in: text) != nil)
  }

  @Test func `Errors say where, what was found and what was expected`() {
    #expect(Self.error(in: #"{"term":"#) == "byte 9: found the end, expected a JSON value")
    #expect(Self.error(in: #"{"term":4 5}"#) == #"byte 11: found "5", expected a comma or }"#)
    #expect(Self.error(in: "[01]") == #"byte 2: found "01", expected a number without leading zeros"#)
    #expect(Self.error(in: #"["\ud800x"]"#) == #"byte 3: found "\\ud800", expected a surrogate pair"#)
    #expect(
      Self.error(in: "\"a\u{1b}[31m\"") == #"byte 3: found "\x1b", expected control characters as escapes"#)
    #expect(Self.error(in: #"{"a":1}xyz"#) == #"byte 8: found "xyz", expected nothing behind the value"#)
    let bytes: [UInt8] = [0x22, 0xff, 0x22]
    let reading = Self.error(in: bytes)?.reading(file: "n1.log", line: 12)
    #expect(reading?.description == #"n1.log:12:2: found "\xff", expected valid UTF-8"#)
    #expect(reading?.kind == .invalidUTF8(found: #""\xff""#))
  }

  @Test func `Values nest 128 deep, and no deeper`() {
    let deep = String(repeating: "[", count: 128) + String(repeating: "]", count: 128)
    #expect(Self.error(in: deep) == nil)
    #expect(Self.error(in: "[\(deep)]")?.contains("at most 128 levels") == true)
    let hostile = String(repeating: #"{"a":["#, count: 100_000)
    #expect(Self.error(in: hostile)?.contains("at most 128 levels") == true)
  }

  @Test(arguments: [UInt64](1...8))
  func `Mutated JSON is refused exactly where the plain grammar refuses it`(seed: UInt64) {
    let valid = Array(
      #"{"type":"vote","term":12,"x":[-1.5e3,0,true,null,"é\u00e9\ud83d\ude00",{}],"ok":false}"#.utf8)
    var random = ReadingRandom(seed: seed)
    #expect(PlainJSON.accepts(valid))
    for _ in 0..<2000 {
      let bytes = random.mutated(valid)
      let isAccepted = Self.error(in: bytes) == nil
      #expect(
        isAccepted == PlainJSON.accepts(bytes), "seed \(seed): \(String(decoding: bytes, as: UTF8.self))")
    }
  }

  @Test func `A valid text cut at any byte is refused at its end`() {
    let valid = Array(#"{"type":"vo\u00e9te","term":[12,{"a":null}],"é":true}"#.utf8)
    for count in 0..<valid.count {
      let error = Self.error(in: Array(valid.prefix(count)))
      #expect(error != nil, "cut behind \(count) bytes")
    }
  }

  @Test(arguments: [UInt64](1...8))
  func `Any bytes end in a value or in an error within them`(seed: UInt64) {
    var random = ReadingRandom(seed: seed)
    for _ in 0..<2000 {
      let bytes = (0..<Int.random(in: 0...40, using: &random)).map { _ in
        Bool.random(using: &random)
          ? UInt8.random(in: 0...255, using: &random)
          : Array(#"{}[]",:\u0e-.9tn"#.utf8).randomElement(using: &random) ?? 0
      }
      if let error = Self.error(in: bytes) { #expect(0...bytes.count ~= error.offset) }
    }
  }
}
