extension JSONScanner {
  /// Consumes a whole number without fraction and exponent; negative or past 64 bits is an error.
  public mutating func unsignedInteger(_ bytes: Span<UInt8>) throws(JSONError) -> UInt64 {
    _ = skipWhiteSpace(bytes)
    let start = position
    guard start < bytes.count, bytes[start] != UInt8(ascii: "-"), let value = try magnitude(bytes) else {
      throw try refusal(.unsignedInteger, bytes, at: start)
    }
    return value
  }

  /// Consumes a whole number without fraction and exponent; past 64 bits with sign is an error.
  public mutating func signedInteger(_ bytes: Span<UInt8>) throws(JSONError) -> Int64 {
    let isNegative = skipWhiteSpace(bytes) == UInt8(ascii: "-")
    let start = position
    if isNegative { position += 1 }
    guard let magnitude = try magnitude(bytes),
      let value = Int64(exactly: isNegative ? -Int128(magnitude) : Int128(magnitude))
    else { throw try refusal(.signedInteger, bytes, at: start) }
    return value
  }

  /// Consumes any number, rounded to the nearest double; one past the largest double is an error.
  public mutating func double(_ bytes: Span<UInt8>) throws(JSONError) -> Double {
    let token = try number(bytes)
    let text = bytes.extracting(token).withUnsafeBufferPointer { String(decoding: $0, as: UTF8.self) }
    guard let value = Double(text), value.isFinite else {
      throw JSONError(.double, at: token.lowerBound, length: token.count, in: bytes)
    }
    return value
  }

  /// Consumes a number of any size and returns its place (RFC 8259 §6).
  public mutating func number(_ bytes: Span<UInt8>) throws(JSONError) -> Range<Int> {
    let isNegative = skipWhiteSpace(bytes) == UInt8(ascii: "-")
    let start = position
    var offset = isNegative ? start + 1 : start
    let whole = offset
    offset = try Self.endOfDigits(bytes, from: offset, expected: isNegative ? .digit : .number)
    if bytes[whole] == UInt8(ascii: "0"), offset > whole + 1 {
      throw JSONError(.noLeadingZero, at: start, in: bytes)
    }
    if offset < bytes.count, bytes[offset] == UInt8(ascii: ".") {
      offset = try Self.endOfDigits(bytes, from: offset + 1, expected: .digit)
    }
    if offset < bytes.count, bytes[offset] | 0x20 == UInt8(ascii: "e") {
      offset += 1
      if offset < bytes.count, bytes[offset] == UInt8(ascii: "+") || bytes[offset] == UInt8(ascii: "-") {
        offset += 1
      }
      offset = try Self.endOfDigits(bytes, from: offset, expected: .digit)
    }
    position = offset
    return start..<offset
  }

  /// Consumes digits; nil where they are no whole number of 64 bits.
  @inline(__always)
  private mutating func magnitude(_ bytes: Span<UInt8>) throws(JSONError) -> UInt64? {
    let start = position
    var offset = start
    var value: UInt64 = 0
    while offset < bytes.count {
      let digit = bytes[offset] &- UInt8(ascii: "0")
      if digit > 9 { break }
      value = value &* 10 &+ UInt64(digit)
      offset += 1
    }
    // Nineteen digits always fit; only the rare longer ones are worth a second look.
    guard offset > start, offset - start <= 19 || Self.fits(bytes, start..<offset) else { return nil }
    if offset - start > 1, bytes[start] == UInt8(ascii: "0") { return nil }
    if offset < bytes.count {
      let next = bytes[offset]
      if next == UInt8(ascii: ".") || next | 0x20 == UInt8(ascii: "e") { return nil }
    }
    position = offset
    return value
  }

  private static func fits(_ bytes: Span<UInt8>, _ digits: Range<Int>) -> Bool {
    var value: UInt64 = 0
    for i in digits {
      let (product, isTooLarge) = value.multipliedReportingOverflow(by: 10)
      let (sum, overflows) = product.addingReportingOverflow(UInt64(bytes[i] - UInt8(ascii: "0")))
      if isTooLarge || overflows { return false }
      value = sum
    }
    return true
  }

  /// Returns the error about a number that is valid JSON and not what was asked for; throws if it is not even that.
  private mutating func refusal(
    _ expected: JSONError.Expectation, _ bytes: Span<UInt8>, at start: Int
  ) throws(JSONError) -> JSONError {
    position = start
    let token = try number(bytes)
    return JSONError(expected, at: start, length: token.count, in: bytes)
  }

  private static func endOfDigits(
    _ bytes: Span<UInt8>, from start: Int, expected: JSONError.Expectation
  ) throws(JSONError) -> Int {
    var offset = start
    while offset < bytes.count, bytes[offset] &- UInt8(ascii: "0") <= 9 { offset += 1 }
    guard offset > start else { throw JSONError(expected, at: offset, in: bytes) }
    return offset
  }
}
