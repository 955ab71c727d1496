/// A pull scanner over EDN, the notation of Clojure's data, as far as histories of Jepsen need it.
///
/// `github.com/edn-format/edn`. Values nest at most 64 deep.
struct EDNScanner {
  /// What keeps a text from being read.
  struct Fault: Error {
    var position: Int
    var expected: StaticString
    /// True where more lines may mend it.
    var isAtEnd: Bool
  }

  /// A value as far as a history is interested in it.
  indirect enum Value {
    case null
    /// A word, number, keyword or string; the range is without the colon or the quotation marks.
    case atom(Range<Int>, isQuoted: Bool)
    case vector(Range<Int>, [Value])
    case map(Range<Int>, [(key: Value, value: Value)])
    case other(Range<Int>)
  }

  static let depthMaximum = 64
  private(set) var position = 0
  /// Where the record begins that is being read.
  private(set) var recordStart = 0
  private var depth = 0

  /// The next value of the text; nil at its end. Brackets around all records are passed over.
  mutating func nextRecord(_ bytes: Span<UInt8>) throws(Fault) -> Value? {
    while true {
      recordStart = position
      try skipBlanks(bytes)
      guard position < bytes.count else { return nil }
      recordStart = position
      switch bytes[position] {
      case UInt8(ascii: "["), UInt8(ascii: "("), UInt8(ascii: "]"), UInt8(ascii: ")"): position += 1
      default: return try value(bytes)
      }
    }
  }

  private mutating func value(_ bytes: Span<UInt8>) throws(Fault) -> Value {
    try skipBlanks(bytes)
    guard position < bytes.count else { throw end("a value") }
    guard depth < Self.depthMaximum else { throw fault("values that nest at most 64 deep") }
    depth += 1
    defer { depth -= 1 }
    let start = position
    switch bytes[position] {
    case UInt8(ascii: "{"): return try map(bytes)
    case UInt8(ascii: "["):
      let parts = try sequence(bytes, until: UInt8(ascii: "]"))
      return .vector(start..<position, parts)
    case UInt8(ascii: "("):
      _ = try sequence(bytes, until: UInt8(ascii: ")"))
      return .other(start..<position)
    case UInt8(ascii: "\""): return try string(bytes)
    case UInt8(ascii: "#"): return try tagged(bytes)
    case UInt8(ascii: "]"), UInt8(ascii: ")"), UInt8(ascii: "}"): throw fault("a value")
    default: return try atom(bytes)
    }
  }

  private mutating func map(_ bytes: Span<UInt8>) throws(Fault) -> Value {
    let start = position
    let parts = try sequence(bytes, until: UInt8(ascii: "}"))
    guard parts.count.isMultiple(of: 2) else { throw fault("a value for each key") }
    let pairs = stride(from: 0, to: parts.count, by: 2).map { (key: parts[$0], value: parts[$0 + 1]) }
    return .map(start..<position, pairs)
  }

  /// Passes over the opening bracket, values, and the closing one.
  private mutating func sequence(_ bytes: Span<UInt8>, until last: UInt8) throws(Fault) -> [Value] {
    position += 1
    var parts: [Value] = []
    while true {
      try skipBlanks(bytes)
      guard position < bytes.count else { throw end("a closing bracket") }
      if bytes[position] == last {
        position += 1
        return parts
      }
      parts.append(try value(bytes))
    }
  }

  private mutating func string(_ bytes: Span<UInt8>) throws(Fault) -> Value {
    let start = position + 1
    position = start
    while position < bytes.count {
      switch bytes[position] {
      case UInt8(ascii: "\""):
        position += 1
        return .atom(start..<position - 1, isQuoted: true)
      case UInt8(ascii: "\\"): position += 2
      default: position += 1
      }
    }
    throw end("a closing quotation mark")
  }

  /// A set, or a tag before its value: Jepsen writes records of its own with one.
  private mutating func tagged(_ bytes: Span<UInt8>) throws(Fault) -> Value {
    let start = position
    position += 1
    guard position < bytes.count else { throw end("a tag") }
    if bytes[position] == UInt8(ascii: "{") {
      _ = try sequence(bytes, until: UInt8(ascii: "}"))
      return .other(start..<position)
    }
    _ = try atom(bytes)
    let inner = try value(bytes)
    if case .map = inner { return inner }
    return .other(start..<position)
  }

  private mutating func atom(_ bytes: Span<UInt8>) throws(Fault) -> Value {
    var start = position
    if bytes[start] == UInt8(ascii: ":") { start += 1 }
    if bytes[position] == UInt8(ascii: "\\") { position = min(position + 2, bytes.count) }
    while position < bytes.count, !Self.endsAtom(bytes[position]) { position += 1 }
    guard position > start else { throw position < bytes.count ? fault("a value") : end("a word") }
    let range = start..<position
    return ClientText.string(bytes.extracting(range)) == "nil" ? .null : .atom(range, isQuoted: false)
  }

  private static func endsAtom(_ byte: UInt8) -> Bool {
    switch byte {
    case 0...0x20, UInt8(ascii: ","), UInt8(ascii: "{"), UInt8(ascii: "}"), UInt8(ascii: "["),
      UInt8(ascii: "]"), UInt8(ascii: "("), UInt8(ascii: ")"), UInt8(ascii: "\""), UInt8(ascii: ";"):
      true
    default: false
    }
  }

  /// White space, commas, comments, and values that `#_` takes out.
  private mutating func skipBlanks(_ bytes: Span<UInt8>) throws(Fault) {
    while position < bytes.count {
      switch bytes[position] {
      case 0...0x20, UInt8(ascii: ","): position += 1
      case UInt8(ascii: ";"):
        while position < bytes.count, bytes[position] != UInt8(ascii: "\n") { position += 1 }
      case UInt8(ascii: "#") where position + 1 < bytes.count && bytes[position + 1] == UInt8(ascii: "_"):
        position += 2
        _ = try value(bytes)
      default: return
      }
    }
  }

  private func end(_ expected: StaticString) -> Fault {
    Fault(position: position, expected: expected, isAtEnd: true)
  }

  private func fault(_ expected: StaticString) -> Fault {
    Fault(position: position, expected: expected, isAtEnd: false)
  }
}
