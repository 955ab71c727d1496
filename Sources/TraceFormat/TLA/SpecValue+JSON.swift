extension SpecValue {
  /// Scans a value of JSON, in ITF's notation or TLC's.
  ///
  /// ITF marks what JSON lacks: `{"#map": …}`, `{"#set": …}`, `{"#tup": …}`, `{"#bigint": "7"}`. TLC writes sets as
  /// arrays, and keys of functions as text of TLA+.
  static func scan(_ scanner: inout JSONScanner, _ bytes: Span<UInt8>) throws(JSONError) -> SpecValue {
    switch try scanner.kind(bytes) {
    case .string: return .text(try scanner.string(bytes).text(in: bytes))
    case .boolean: return .boolean(try scanner.boolean(bytes))
    case .null:
      try scanner.null(bytes)
      return .null
    case .number: return try number(&scanner, bytes)
    case .array: return .sequence(try array(&scanner, bytes))
    case .object: return try object(&scanner, bytes)
    }
  }

  private static func number(
    _ scanner: inout JSONScanner, _ bytes: Span<UInt8>
  ) throws(JSONError) -> SpecValue {
    let range = try scanner.number(bytes)
    let text = bytes.extracting(range).withUnsafeBufferPointer { String(decoding: $0, as: UTF8.self) }
    return Int64(text).map { .integer($0) } ?? .text(text)
  }

  private static func array(
    _ scanner: inout JSONScanner, _ bytes: Span<UInt8>
  ) throws(JSONError) -> [SpecValue] {
    var values: [SpecValue] = []
    try scanner.enterArray(bytes)
    while try scanner.nextElement(bytes) { values.append(try scan(&scanner, bytes)) }
    return values
  }

  private static func object(
    _ scanner: inout JSONScanner, _ bytes: Span<UInt8>
  ) throws(JSONError) -> SpecValue {
    var pairs: [Pair] = []
    try scanner.enterObject(bytes)
    while let key = try scanner.nextKey(bytes) {
      pairs.append(Pair(self.key(key.text(in: bytes)), try scan(&scanner, bytes)))
    }
    guard let mark = pairs.first, case .text(let name) = mark.key, name.hasPrefix("#") else {
      return .function(pairs)
    }
    return marked(name, mark.value) ?? .function(pairs)
  }

  private static func marked(_ mark: String, _ value: SpecValue) -> SpecValue? {
    switch (mark, value) {
    case ("#set", .sequence(let values)): return .set(values)
    case ("#tup", .sequence(let values)): return .sequence(values)
    case ("#bigint", .text(let digits)): return Int64(digits).map { .integer($0) } ?? value
    case ("#unserializable", .text): return value
    case ("#map", .sequence(let values)):
      var pairs: [Pair] = []
      for case .sequence(let pair) in values where pair.count == 2 { pairs.append(Pair(pair[0], pair[1])) }
      return pairs.count == values.count ? .function(pairs) : nil
    default: return nil
    }
  }

  /// A key that is text of TLA+ is what the text says; a plain word is a name.
  private static func key(_ text: String) -> SpecValue {
    switch text.utf8.first {
    case UInt8(ascii: "["), UInt8(ascii: "<"), UInt8(ascii: "{"), UInt8(ascii: "("), UInt8(ascii: "\""):
      (try? TLAValueScanner.value(Array(text.utf8).span)) ?? .text(text)
    default: .text(text)
    }
  }
}
