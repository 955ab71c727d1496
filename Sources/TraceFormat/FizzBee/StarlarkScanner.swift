/// Scans the literals that FizzBee prints: Starlark's, its own records, and references to roles.
struct StarlarkScanner {
  /// The most values within each other.
  private static let depthMaximum = 64

  private(set) var position: Int
  private var depth = 0

  init(position: Int = 0) { self.position = position }

  /// Consumes a value.
  mutating func value(_ text: Span<UInt8>) throws(StarlarkError) -> SpecValue {
    skipSpace(text)
    guard depth < Self.depthMaximum else {
      throw error("at most \(Self.depthMaximum) values within each other")
    }
    depth += 1
    defer { depth -= 1 }
    switch peek(text) ?? 0 {
    case UInt8(ascii: "\""), UInt8(ascii: "'"): return .text(try string(text))
    case UInt8(ascii: "["): return .sequence(try list(text, until: "]"))
    case UInt8(ascii: "("): return .sequence(try list(text, until: ")"))
    case UInt8(ascii: "{"): return try dictionary(text)
    case UInt8(ascii: "-"), UInt8(ascii: "0")...UInt8(ascii: "9"): return try number(text)
    default: return try word(text)
    }
  }

  /// Consumes `name = value, …)`; the opening parenthesis is consumed already.
  mutating func arguments(_ text: Span<UInt8>) throws(StarlarkError) -> [SpecValue.Pair] {
    var pairs: [SpecValue.Pair] = []
    while !take(")", text) {
      if !pairs.isEmpty { try require(",", text) }
      guard let name = name(text) else { throw error("the name of a field") }
      try require("=", text)
      pairs.append(SpecValue.Pair(.text(name), try value(text)))
    }
    return pairs
  }

  /// Consumes a mark behind white space; false, and stays, where something else comes.
  mutating func take(_ mark: Unicode.Scalar, _ text: Span<UInt8>) -> Bool {
    skipSpace(text)
    guard peek(text) == UInt8(ascii: mark) else { return false }
    position += 1
    return true
  }

  mutating func require(_ mark: Unicode.Scalar, _ text: Span<UInt8>) throws(StarlarkError) {
    guard take(mark, text) else { throw error("'\(mark)'") }
  }

  /// Consumes a name, which may be that of an instance, as `Node#0`; nil where none comes.
  mutating func name(_ text: Span<UInt8>) -> String? {
    skipSpace(text)
    let start = position
    while let byte = peek(text), Self.isNamePart(byte) { position += 1 }
    guard position > start else { return nil }
    return text.extracting(start..<position).withUnsafeBufferPointer { String(decoding: $0, as: UTF8.self) }
  }

  func isAtEnd(_ text: Span<UInt8>) -> Bool {
    (position..<text.count).allSatisfy { text[$0] == 0x20 || text[$0] == 0x09 }
  }

  func error(_ expected: String) -> StarlarkError { StarlarkError(offset: position, expected: expected) }

  private mutating func list(
    _ text: Span<UInt8>, until end: Unicode.Scalar
  ) throws(StarlarkError) -> [SpecValue] {
    position += 1
    var values: [SpecValue] = []
    while !take(end, text) {
      if !values.isEmpty {
        try require(",", text)
        if take(end, text) { break }
      }
      values.append(try value(text))
    }
    return values
  }

  private mutating func dictionary(_ text: Span<UInt8>) throws(StarlarkError) -> SpecValue {
    position += 1
    var pairs: [SpecValue.Pair] = []
    while !take("}", text) {
      if !pairs.isEmpty { try require(",", text) }
      let key = try value(text)
      try require(":", text)
      pairs.append(SpecValue.Pair(key, try value(text)))
    }
    return .function(pairs)
  }

  private mutating func number(_ text: Span<UInt8>) throws(StarlarkError) -> SpecValue {
    let start = position
    position += 1
    while let byte = peek(text), Self.isNumberPart(byte) { position += 1 }
    let digits = text.extracting(start..<position).withUnsafeBufferPointer {
      String(decoding: $0, as: UTF8.self)
    }
    if let number = Int64(digits) { return .integer(number) }
    guard Double(digits) != nil else {
      position = start
      throw error("a number")
    }
    return .text(digits)
  }

  /// A constant, an id, a reference `role Node#1 (…)`, a set or a record.
  private mutating func word(_ text: Span<UInt8>) throws(StarlarkError) -> SpecValue {
    guard let name = name(text) else { throw error("a value") }
    switch name {
    case "None": return .null
    case "True": return .boolean(true)
    case "False": return .boolean(false)
    case "role":
      guard let reference = self.name(text) else { throw error("an instance such as Node#0") }
      if take("(", text) {
        _ = try value(text)
        try require(")", text)
      }
      return .text(reference)
    default: break
    }
    guard peek(text) == UInt8(ascii: "(") else { return .text(name) }
    return try call(name, text)
  }

  /// What a constructor makes: `set([1])`, `record(term = 1)`, `fields(…)`.
  private mutating func call(_ name: String, _ text: Span<UInt8>) throws(StarlarkError) -> SpecValue {
    let start = position
    var lookahead = self
    lookahead.position += 1
    if lookahead.name(text) != nil, lookahead.take("=", text) {
      position = start + 1
      return .function(try arguments(text))
    }
    let values = try list(text, until: ")")
    guard name.hasSuffix("set"), values.count <= 1 else { return .sequence(values) }
    return .set(values.first?.elements ?? [])
  }

  private mutating func string(_ text: Span<UInt8>) throws(StarlarkError) -> String {
    let quote = text[position]
    let start = position
    position += 1
    var bytes: [UInt8] = []
    while let byte = peek(text) {
      position += 1
      if byte == quote { return String(decoding: bytes, as: UTF8.self) }
      guard byte == UInt8(ascii: "\\"), let escaped = peek(text) else {
        bytes.append(byte)
        continue
      }
      position += 1
      try appendEscape(escaped, to: &bytes, text)
    }
    position = start
    throw error("a string that is closed")
  }

  private mutating func appendEscape(
    _ letter: UInt8, to bytes: inout [UInt8], _ text: Span<UInt8>
  ) throws(StarlarkError) {
    switch letter {
    case UInt8(ascii: "n"): bytes.append(0x0a)
    case UInt8(ascii: "t"): bytes.append(0x09)
    case UInt8(ascii: "r"): bytes.append(0x0d)
    case UInt8(ascii: "x"): bytes.append(UInt8(truncatingIfNeeded: try hexadecimal(2, text)))
    case UInt8(ascii: "u"): try append(try hexadecimal(4, text), to: &bytes)
    case UInt8(ascii: "U"): try append(try hexadecimal(8, text), to: &bytes)
    default: bytes.append(letter)
    }
  }

  private func append(_ scalar: UInt32, to bytes: inout [UInt8]) throws(StarlarkError) {
    guard let scalar = Unicode.Scalar(scalar) else { throw error("the number of a character before this") }
    bytes += String(scalar).utf8
  }

  private mutating func hexadecimal(_ count: Int, _ text: Span<UInt8>) throws(StarlarkError) -> UInt32 {
    var value: UInt32 = 0
    for _ in 0..<count {
      guard let digit = peek(text).flatMap(JSONString.hexadecimalValue) else {
        throw error("\(count) hexadecimal digits")
      }
      value = value << 4 | UInt32(digit)
      position += 1
    }
    return value
  }

  private func peek(_ text: Span<UInt8>) -> UInt8? { position < text.count ? text[position] : nil }

  private mutating func skipSpace(_ text: Span<UInt8>) {
    while let byte = peek(text), byte == 0x20 || byte == 0x09 { position += 1 }
  }

  private static func isNamePart(_ byte: UInt8) -> Bool {
    switch byte {
    case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
      UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "_"), UInt8(ascii: "#"), UInt8(ascii: "."),
      0x80...0xff:
      true
    default: false
    }
  }

  private static func isNumberPart(_ byte: UInt8) -> Bool {
    switch byte {
    case UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "."), UInt8(ascii: "e"), UInt8(ascii: "E"),
      UInt8(ascii: "+"), UInt8(ascii: "-"):
      true
    default: false
    }
  }
}

/// Where a text stops being what FizzBee prints.
struct StarlarkError: Error, Equatable {
  var offset: Int
  var expected: String

  /// Says which line of which file it is.
  func reading(file: String, line: Int, _ text: Span<UInt8>) -> ReadingError {
    guard offset < text.count else {
      return ReadingError(
        file: file, line: line, column: text.count + 1, kind: .unexpectedEnd(expected: expected))
    }
    let rest = text.extracting(offset..<text.count)
    return ReadingError(
      file: file, line: line, column: offset + 1,
      kind: .malformed(found: ReadingError.quote(rest.extracting(first: 20)), expected: expected))
  }
}
