extension WallTime {
  /// Reads seconds since 1970 in decimal, such as `1712329729.6024537`, without the rounding of a double.
  ///
  /// Digits behind the ninth of the fraction are dropped. Nil for an exponent, or outside 1677 to 2262.
  init?(decimalSeconds text: Span<UInt8>) {
    let isNegative = text.count > 0 && text[0] == UInt8(ascii: "-")
    var offset = isNegative ? 1 : 0
    var magnitude: Int64 = 0
    var fractionDigits: Int?
    while offset < text.count, fractionDigits ?? 0 < 9 {
      let byte = text[offset]
      offset += 1
      if byte == UInt8(ascii: "."), fractionDigits == nil {
        fractionDigits = 0
        continue
      }
      let digit = byte &- UInt8(ascii: "0")
      guard digit <= 9, Self.append(digit, to: &magnitude) else { return nil }
      fractionDigits = fractionDigits.map { $0 + 1 }
    }
    while offset < text.count {
      guard text[offset] &- UInt8(ascii: "0") <= 9 else { return nil }
      offset += 1
    }
    for _ in (fractionDigits ?? 0)..<9 {
      guard Self.append(0, to: &magnitude) else { return nil }
    }
    self.init(nanoseconds: isNegative ? -magnitude : magnitude)
  }

  /// Multiplies by ten and adds the digit; false past 64 bits.
  private static func append(_ digit: UInt8, to magnitude: inout Int64) -> Bool {
    let (product, isTooLarge) = magnitude.multipliedReportingOverflow(by: 10)
    let (sum, overflows) = product.addingReportingOverflow(Int64(digit))
    magnitude = sum
    return !isTooLarge && !overflows
  }
}
