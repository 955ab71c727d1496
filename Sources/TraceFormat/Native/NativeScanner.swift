/// The scanner of one line, in the words of the native format.
///
/// Its errors say what and in which column; whoever knows file and line adds them.
struct NativeScanner {
  private var json = JSONScanner()

  var position: Int { json.position }

  init(position: Int = 0) { json = JSONScanner(position: position) }

  /// The next key of an object; nil where it consumes the object's end.
  mutating func nextKey<Key>(
    _ keys: NativeVocabulary<Key>, seen: inout KeySet<Key>, _ line: Span<UInt8>
  ) throws(ReadingError) -> Key? {
    guard let word = try scan(line, { json, line throws(JSONError) in try json.nextKey(line) }) else {
      return nil
    }
    let key = try keys.value(line, word)
    guard seen.insert(key) else {
      throw Self.malformed(
        "the key \"\(key.name)\" a second time", expected: "each key once", column: word.range.lowerBound)
    }
    return key
  }

  mutating func enterObject(_ line: Span<UInt8>) throws(ReadingError) {
    try scan(line) { json, line throws(JSONError) in try json.enterObject(line) }
  }

  mutating func enterArray(_ line: Span<UInt8>) throws(ReadingError) {
    try scan(line) { json, line throws(JSONError) in try json.enterArray(line) }
  }

  mutating func nextElement(_ line: Span<UInt8>) throws(ReadingError) -> Bool {
    try scan(line) { json, line throws(JSONError) in try json.nextElement(line) }
  }

  /// The next key of an object whose keys are names, such as a clock's.
  mutating func nextName(_ line: Span<UInt8>) throws(ReadingError) -> JSONString? {
    try scan(line) { json, line throws(JSONError) in try json.nextKey(line) }
  }

  mutating func end(_ line: Span<UInt8>) throws(ReadingError) {
    try scan(line) { json, line throws(JSONError) in try json.end(line) }
  }

  mutating func skipValue(_ line: Span<UInt8>) throws(ReadingError) {
    try scan(line) { json, line throws(JSONError) in try json.skipValue(line) }
  }

  mutating func number(_ line: Span<UInt8>) throws(ReadingError) -> UInt64 {
    try scan(line) { json, line throws(JSONError) in try json.unsignedInteger(line) }
  }

  mutating func index(_ line: Span<UInt8>) throws(ReadingError) -> LogIndex { LogIndex(try number(line)) }

  mutating func term(_ line: Span<UInt8>) throws(ReadingError) -> Term { Term(try number(line)) }

  mutating func boolean(_ line: Span<UInt8>) throws(ReadingError) -> Bool {
    try scan(line) { json, line throws(JSONError) in try json.boolean(line) }
  }

  mutating func string(_ line: Span<UInt8>) throws(ReadingError) -> JSONString {
    try scan(line) { json, line throws(JSONError) in try json.string(line) }
  }

  /// Consumes `null`; false, and consumes nothing, where something else comes.
  mutating func null(_ line: Span<UInt8>) throws(ReadingError) -> Bool {
    try scan(line) { json, line throws(JSONError) in
      guard try json.kind(line) == .null else { return false }
      try json.null(line)
      return true
    }
  }

  /// One word of a vocabulary.
  mutating func word<Value>(
    of vocabulary: NativeVocabulary<Value>, _ line: Span<UInt8>
  ) throws(ReadingError) -> Value {
    try vocabulary.value(line, try string(line))
  }

  /// A digest: sixteen lower-case hexadecimal digits are one, any other string is digested.
  mutating func payload(_ line: Span<UInt8>) throws(ReadingError) -> PayloadHash {
    try string(line).withUTF8(in: line) { PayloadHash(hexadecimal: $0) ?? PayloadHash(of: $0) }
  }

  mutating func time(_ line: Span<UInt8>) throws(ReadingError) -> WallTime {
    let text = try string(line)
    guard let time = text.withUTF8(in: line, { WallTime(iso8601: $0) }) else {
      throw Self.malformed(
        ReadingError.quote(text.text(in: line)), expected: "a time such as \"2024-04-05T15:35:29.6Z\"",
        column: text.range.lowerBound)
    }
    return time
  }

  /// Where an error is about the line as a whole, the column is nil.
  static func malformed(_ found: String, expected: String, column: Int? = nil) -> ReadingError {
    ReadingError(file: "", column: column, kind: .malformed(found: found, expected: expected))
  }

  @inline(__always)
  private mutating func scan<Result>(
    _ line: Span<UInt8>, _ body: (inout JSONScanner, Span<UInt8>) throws(JSONError) -> Result
  ) throws(ReadingError) -> Result {
    do throws(JSONError) {
      return try body(&json, line)
    } catch {
      throw Self.explained(error)
    }
  }

  /// The commonest slip is `null` for "unknown"; its error says what to write.
  private static func explained(_ error: JSONError) -> ReadingError {
    let reading = error.reading(file: "", line: nil)
    guard error.found == "\"null\"", case .malformed(let found, let expected) = reading.kind else {
      return reading
    }
    return malformed(
      found, expected: expected + "; a key whose value is unknown is left out", column: reading.column)
  }
}

extension JSONString {
  /// Lends the decoded bytes; copies them only where there are escapes.
  @inline(__always)
  func withUTF8<Result>(in line: Span<UInt8>, _ body: (Span<UInt8>) -> Result) -> Result {
    guard hasEscapes else { return body(line.extracting(range)) }
    let decoded = utf8(in: line)
    return body(decoded.span)
  }
}

extension PayloadHash {
  /// Reads the digest's description, sixteen lower-case hexadecimal digits; nil where it is anything else.
  init?(hexadecimal text: Span<UInt8>) {
    guard text.count == 16 else { return nil }
    var value: UInt64 = 0
    for i in text.indices {
      switch text[i] {
      case UInt8(ascii: "0")...UInt8(ascii: "9"): value = value << 4 | UInt64(text[i] - UInt8(ascii: "0"))
      case UInt8(ascii: "a")...UInt8(ascii: "f"):
        value = value << 4 | UInt64(text[i] - UInt8(ascii: "a") + 10)
      default: return nil
      }
    }
    self.init(value)
  }
}
