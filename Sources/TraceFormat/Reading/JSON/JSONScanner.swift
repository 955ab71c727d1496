/// The kinds of JSON values, told apart by their first byte.
public enum JSONKind: Equatable, Sendable {
  case object, array, string, number, boolean, null
}

/// A strict pull scanner over one JSON text (RFC 8259).
///
/// It holds only the position, and each call is given the same bytes. All it passes over is validated, skipped values
/// too: numbers, escapes, surrogate pairs, UTF-8. Values nest at most 128 deep. After an error it must not be used.
///
///     try scanner.enterObject(bytes)
///     while let key = try scanner.nextKey(bytes) {
///       if key.equals("term", in: bytes) {
///         term = try scanner.unsignedInteger(bytes)
///       } else {
///         try scanner.skipValue(bytes)
///       }
///     }
///     try scanner.end(bytes)
public struct JSONScanner: Sendable {
  /// The most objects and arrays that may be open at once.
  public static let depthMaximum = 128

  /// The offset of the next byte to scan.
  public internal(set) var position: Int
  /// Whether strings may hold bytes that are no UTF-8, as programs print them that write other encodings.
  public let toleratesInvalidUTF8: Bool
  /// The number of objects and arrays that are open.
  public private(set) var depth = 0
  /// The object or array entered last has not been asked for a key or an element yet.
  private var isAtFirst = false

  public init(position: Int = 0, toleratesInvalidUTF8: Bool = false) {
    self.position = position
    self.toleratesInvalidUTF8 = toleratesInvalidUTF8
  }

  /// Tells what comes next without consuming it.
  public mutating func kind(_ bytes: Span<UInt8>) throws(JSONError) -> JSONKind {
    switch skipWhiteSpace(bytes) {
    case UInt8(ascii: "{"): return .object
    case UInt8(ascii: "["): return .array
    case UInt8(ascii: "\""): return .string
    case UInt8(ascii: "-"), UInt8(ascii: "0")...UInt8(ascii: "9"): return .number
    case UInt8(ascii: "t"), UInt8(ascii: "f"): return .boolean
    case UInt8(ascii: "n"): return .null
    default: throw JSONError(.value, at: position, in: bytes)
    }
  }

  /// Consumes `{`; ask for the keys next.
  public mutating func enterObject(_ bytes: Span<UInt8>) throws(JSONError) {
    guard skipWhiteSpace(bytes) == UInt8(ascii: "{") else {
      throw JSONError(.object, at: position, in: bytes)
    }
    try enter(bytes)
  }

  /// Consumes a key with its colon; nil where it consumes the object's end.
  ///
  /// The key's value must be consumed next.
  public mutating func nextKey(_ bytes: Span<UInt8>) throws(JSONError) -> JSONString? {
    var byte = skipWhiteSpace(bytes)
    if byte == UInt8(ascii: "}") {
      leave()
      return nil
    }
    if isAtFirst {
      isAtFirst = false
      guard byte == UInt8(ascii: "\"") else { throw JSONError(.keyOrEnd, at: position, in: bytes) }
    } else {
      guard byte == UInt8(ascii: ",") else { throw JSONError(.commaOrObjectEnd, at: position, in: bytes) }
      position += 1
      byte = skipWhiteSpace(bytes)
      guard byte == UInt8(ascii: "\"") else { throw JSONError(.key, at: position, in: bytes) }
    }
    let key = try stringBehindQuote(bytes)
    guard skipWhiteSpace(bytes) == UInt8(ascii: ":") else { throw JSONError(.colon, at: position, in: bytes) }
    position += 1
    return key
  }

  /// Consumes `[`; ask for the elements next.
  public mutating func enterArray(_ bytes: Span<UInt8>) throws(JSONError) {
    guard skipWhiteSpace(bytes) == UInt8(ascii: "[") else { throw JSONError(.array, at: position, in: bytes) }
    try enter(bytes)
  }

  /// Tells whether an element comes, which must be consumed next; false where it consumes the array's end.
  public mutating func nextElement(_ bytes: Span<UInt8>) throws(JSONError) -> Bool {
    let byte = skipWhiteSpace(bytes)
    if byte == UInt8(ascii: "]") {
      leave()
      return false
    }
    if isAtFirst {
      isAtFirst = false
      return true
    }
    guard byte == UInt8(ascii: ",") else { throw JSONError(.commaOrArrayEnd, at: position, in: bytes) }
    position += 1
    return true
  }

  /// Consumes and validates a value of any kind.
  public mutating func skipValue(_ bytes: Span<UInt8>) throws(JSONError) {
    switch try kind(bytes) {
    case .string: _ = try string(bytes)
    case .number: _ = try number(bytes)
    case .boolean: _ = try boolean(bytes)
    case .null: try null(bytes)
    case .object:
      try enterObject(bytes)
      while try nextKey(bytes) != nil { try skipValue(bytes) }
    case .array:
      try enterArray(bytes)
      while try nextElement(bytes) { try skipValue(bytes) }
    }
  }

  public mutating func boolean(_ bytes: Span<UInt8>) throws(JSONError) -> Bool {
    let isTrue = skipWhiteSpace(bytes) == UInt8(ascii: "t")
    try literal(isTrue ? "true" : "false", .boolean, bytes)
    return isTrue
  }

  public mutating func null(_ bytes: Span<UInt8>) throws(JSONError) {
    _ = skipWhiteSpace(bytes)
    try literal("null", .null, bytes)
  }

  /// Throws unless nothing but white space follows.
  public mutating func end(_ bytes: Span<UInt8>) throws(JSONError) {
    _ = skipWhiteSpace(bytes)
    guard position == bytes.count else { throw JSONError(.end, at: position, in: bytes) }
  }

  /// Moves to the next byte that is not white space and returns it; 0, which begins no token, at the end.
  @inline(__always)
  mutating func skipWhiteSpace(_ bytes: Span<UInt8>) -> UInt8 {
    while position < bytes.count {
      let byte = bytes[position]
      switch byte {
      case 0x20, 0x0a, 0x0d, 0x09: position += 1
      default: return byte
      }
    }
    return 0
  }

  private mutating func enter(_ bytes: Span<UInt8>) throws(JSONError) {
    guard depth < Self.depthMaximum else { throw JSONError(.depth, at: position, in: bytes) }
    depth += 1
    position += 1
    isAtFirst = true
  }

  private mutating func leave() {
    precondition(depth > 0, "no object or array was entered")
    depth -= 1
    position += 1
    isAtFirst = false
  }

  private mutating func literal(
    _ text: StaticString, _ expected: JSONError.Expectation, _ bytes: Span<UInt8>
  ) throws(JSONError) {
    let length = text.utf8CodeUnitCount
    for i in 0..<length where position + i >= bytes.count || bytes[position + i] != text.utf8Start[i] {
      throw JSONError(expected, at: position, in: bytes)
    }
    position += length
  }
}
