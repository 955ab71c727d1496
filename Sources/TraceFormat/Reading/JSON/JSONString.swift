/// A string in scanned bytes: the place between its quotation marks.
///
/// The scanner has validated it, so decoding cannot fail. The bytes passed in must be those it was scanned from.
public struct JSONString: Equatable, Sendable {
  /// The place in the scanned bytes, without the quotation marks.
  public let range: Range<Int>
  /// Where it is false, the bytes are the string.
  public let hasEscapes: Bool

  init(range: Range<Int>, hasEscapes: Bool) {
    self.range = range
    self.hasEscapes = hasEscapes
  }

  /// Decodes the escapes.
  public func text(in bytes: Span<UInt8>) -> String {
    guard hasEscapes else {
      return bytes.extracting(range).withUnsafeBufferPointer { String(decoding: $0, as: UTF8.self) }
    }
    return String(decoding: utf8(in: bytes), as: UTF8.self)
  }

  /// Decodes the escapes to UTF-8.
  public func utf8(in bytes: Span<UInt8>) -> [UInt8] {
    var decoded: [UInt8] = []
    decoded.reserveCapacity(range.count)
    append(to: &decoded, from: bytes)
    return decoded
  }

  /// Decodes the escapes to UTF-8 behind what a buffer holds.
  public func append(to decoded: inout [UInt8], from bytes: Span<UInt8>) {
    guard hasEscapes else {
      bytes.extracting(range).withUnsafeBufferPointer { decoded.append(contentsOf: $0) }
      return
    }
    var offset = range.lowerBound
    while offset < range.upperBound {
      let byte = bytes[offset]
      if byte == UInt8(ascii: "\\") {
        offset = Self.appendEscape(to: &decoded, from: bytes, at: offset + 1)
      } else {
        decoded.append(byte)
        offset += 1
      }
    }
  }

  /// Compares with a text, byte by byte after decoding.
  public func equals(_ text: StaticString, in bytes: Span<UInt8>) -> Bool {
    let expected = UnsafeBufferPointer(start: text.utf8Start, count: text.utf8CodeUnitCount)
    guard !hasEscapes else { return utf8(in: bytes).elementsEqual(expected) }
    guard range.count == expected.count else { return false }
    for i in 0..<expected.count where bytes[range.lowerBound + i] != expected[i] { return false }
    return true
  }

  /// Appends what an escape stands for; returns the offset behind it.
  ///
  /// `offset` is that of the letter.
  private static func appendEscape(
    to decoded: inout [UInt8], from bytes: Span<UInt8>, at offset: Int
  ) -> Int {
    switch bytes[offset] {
    case UInt8(ascii: "b"): decoded.append(0x08)
    case UInt8(ascii: "f"): decoded.append(0x0c)
    case UInt8(ascii: "n"): decoded.append(0x0a)
    case UInt8(ascii: "r"): decoded.append(0x0d)
    case UInt8(ascii: "t"): decoded.append(0x09)
    case UInt8(ascii: "u"): return appendUnicodeEscape(to: &decoded, from: bytes, at: offset + 1)
    case let same: decoded.append(same)
    }
    return offset + 1
  }

  private static func appendUnicodeEscape(
    to decoded: inout [UInt8], from bytes: Span<UInt8>, at offset: Int
  ) -> Int {
    var units = [hexadecimal(in: bytes, at: offset)]
    if UTF16.isLeadSurrogate(units[0]) { units.append(hexadecimal(in: bytes, at: offset + 6)) }
    decoded.append(contentsOf: String(decoding: units, as: UTF16.self).utf8)
    return offset + (units.count == 1 ? 4 : 10)
  }

  private static func hexadecimal(in bytes: Span<UInt8>, at offset: Int) -> UInt16 {
    var value: UInt16 = 0
    for i in 0..<4 { value = value << 4 | UInt16(hexadecimalValue(bytes[offset + i]) ?? 0) }
    return value
  }

  /// Returns the value of a hexadecimal digit of either case.
  static func hexadecimalValue(_ byte: UInt8) -> UInt8? {
    switch byte {
    case UInt8(ascii: "0")...UInt8(ascii: "9"): byte - UInt8(ascii: "0")
    case UInt8(ascii: "a")...UInt8(ascii: "f"): byte - UInt8(ascii: "a") + 10
    case UInt8(ascii: "A")...UInt8(ascii: "F"): byte - UInt8(ascii: "A") + 10
    default: nil
    }
  }
}
