/// Where the texts of holes end.
extension Span<UInt8> {
  @inline(__always)
  func endOfDigits(from start: Int) -> Int {
    var end = start
    while end < count, self[end] &- UInt8(ascii: "0") <= 9 { end += 1 }
    return end
  }

  @inline(__always)
  func endOfHexadecimal(from start: Int) -> Int {
    var end = start
    while end < count {
      let byte = self[end]
      let isDigit = byte &- UInt8(ascii: "0") <= 9 || (byte | 0x20) &- UInt8(ascii: "a") <= 5
      if !isDigit { break }
      end += 1
    }
    return end
  }

  /// The next blank or the end.
  @inline(__always)
  func endOfWord(from start: Int) -> Int {
    var end = start
    while end < count, self[end] != UInt8(ascii: " ") { end += 1 }
    return end
  }

  func has(_ bytes: [UInt8], at start: Int) -> Bool {
    guard start + bytes.count <= count else { return false }
    for i in bytes.indices where self[start + i] != bytes[i] { return false }
    return true
  }

  /// The end of one element of a list: digits as the type says, otherwise all but separators and brackets.
  func endOfElement(_ element: HoleType.Element, from start: Int) -> Int {
    switch element {
    case .int, .decimalAsHex: return endOfDigits(from: start)
    case .hex: return endOfHexadecimal(from: start)
    case .word, .quoted, .text, .rest, .date, .seconds, .milliseconds, .microseconds, .nanoseconds, .table:
      var end = start
      while end < count, !isSeparator(self[end]), !isBracket(self[end]) { end += 1 }
      return end
    }
  }

  func endOfSeparator(from start: Int) -> Int {
    var end = start
    while end < count, isSeparator(self[end]) { end += 1 }
    return end
  }

  private func isSeparator(_ byte: UInt8) -> Bool { byte == UInt8(ascii: " ") || byte == UInt8(ascii: ",") }

  private func isBracket(_ byte: UInt8) -> Bool {
    switch byte {
    case UInt8(ascii: "("), UInt8(ascii: ")"), UInt8(ascii: "["), UInt8(ascii: "]"), UInt8(ascii: "{"),
      UInt8(ascii: "}"):
      true
    default: false
    }
  }
}
