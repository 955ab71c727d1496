extension JSONScanner {
  /// Consumes a string and validates it, without decoding.
  public mutating func string(_ bytes: Span<UInt8>) throws(JSONError) -> JSONString {
    guard skipWhiteSpace(bytes) == UInt8(ascii: "\"") else {
      throw JSONError(.string, at: position, in: bytes)
    }
    return try stringBehindQuote(bytes)
  }

  /// Consumes a string; the position is that of its opening quotation mark.
  mutating func stringBehindQuote(_ bytes: Span<UInt8>) throws(JSONError) -> JSONString {
    let start = position + 1
    var offset = start
    var hasEscapes = false
    while true {
      offset = Self.endOfPlainBytes(bytes, from: offset)
      guard offset < bytes.count else { throw JSONError(.closingQuote, at: offset, in: bytes) }
      switch bytes[offset] {
      case UInt8(ascii: "\""):
        position = offset + 1
        return JSONString(range: start..<offset, hasEscapes: hasEscapes)
      case UInt8(ascii: "\\"):
        hasEscapes = true
        offset = try Self.endOfEscape(bytes, at: offset)
      case 0x00..<0x20:
        throw JSONError(.controlEscape, at: offset, length: 1, in: bytes)
      default:
        let length = UTF8Sequence.length(bytes, at: offset)
        guard length != nil || toleratesInvalidUTF8 else {
          throw JSONError(.utf8, at: offset, length: 1, in: bytes)
        }
        offset += length ?? 1
      }
    }
  }

  /// Passes over printable ASCII other than `"` and `\`, eight bytes at a time.
  ///
  /// Each term sets the high bit of a byte that must be looked at: not ASCII, below 0x20, a quotation mark, a
  /// backslash. A borrow can only set bits above the first of them, and the lowest is taken.
  @inline(__always)
  private static func endOfPlainBytes(_ bytes: Span<UInt8>, from start: Int) -> Int {
    let ones: UInt64 = 0x0101_0101_0101_0101
    var offset = start
    while offset + 8 <= bytes.count {
      let loaded = bytes.bytes.unsafeLoadUnaligned(fromByteOffset: offset, as: UInt64.self)
      let word = UInt64(littleEndian: loaded)
      let quotes = word ^ (ones &* UInt64(UInt8(ascii: "\"")))
      let backslashes = word ^ (ones &* UInt64(UInt8(ascii: "\\")))
      let special = (quotes &- ones) | (backslashes &- ones) | (word &- ones &* 0x20) | word
      let found = special & (ones &* 0x80)
      if found != 0 { return offset + found.trailingZeroBitCount / 8 }
      offset += 8
    }
    while offset < bytes.count, isPlain(bytes[offset]) { offset += 1 }
    return offset
  }

  @inline(__always)
  private static func isPlain(_ byte: UInt8) -> Bool {
    byte >= 0x20 && byte < 0x80 && byte != UInt8(ascii: "\"") && byte != UInt8(ascii: "\\")
  }

  /// Returns the offset behind an escape; `offset` is that of the backslash.
  private static func endOfEscape(_ bytes: Span<UInt8>, at offset: Int) throws(JSONError) -> Int {
    guard offset + 1 < bytes.count else { throw JSONError(.escape, at: bytes.count, in: bytes) }
    switch bytes[offset + 1] {
    case UInt8(ascii: "\""), UInt8(ascii: "\\"), UInt8(ascii: "/"), UInt8(ascii: "b"), UInt8(ascii: "f"),
      UInt8(ascii: "n"), UInt8(ascii: "r"), UInt8(ascii: "t"):
      return offset + 2
    case UInt8(ascii: "u"):
      let unit = try codeUnit(bytes, at: offset)
      guard UTF16.isSurrogate(unit) else { return offset + 6 }
      return try endOfSurrogatePair(unit, bytes, at: offset)
    default:
      throw JSONError(.escape, at: offset, length: 2, in: bytes)
    }
  }

  private static func endOfSurrogatePair(
    _ unit: UInt16, _ bytes: Span<UInt8>, at offset: Int
  ) throws(JSONError) -> Int {
    let second = offset + 6
    guard UTF16.isLeadSurrogate(unit), second + 1 < bytes.count, bytes[second] == UInt8(ascii: "\\"),
      bytes[second + 1] == UInt8(ascii: "u"), UTF16.isTrailSurrogate(try codeUnit(bytes, at: second))
    else { throw JSONError(.surrogatePair, at: offset, length: 6, in: bytes) }
    return second + 6
  }

  /// Decodes `\uXXXX`; `offset` is that of the backslash.
  private static func codeUnit(_ bytes: Span<UInt8>, at offset: Int) throws(JSONError) -> UInt16 {
    var unit: UInt16 = 0
    for i in offset + 2..<offset + 6 {
      guard i < bytes.count else { throw JSONError(.escape, at: bytes.count, in: bytes) }
      guard let digit = JSONString.hexadecimalValue(bytes[i]) else {
        throw JSONError(.escape, at: offset, length: i - offset + 1, in: bytes)
      }
      unit = unit << 4 | UInt16(digit)
    }
    return unit
  }
}
