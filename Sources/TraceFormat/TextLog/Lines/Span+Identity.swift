/// How the same server is written the same way.
extension Span<UInt8> {
  /// Whether the text says that there is no server: empty, zeros, `none`, `nil`, `null`.
  var isNobody: Bool {
    var isZero = true
    for i in indices where self[i] != UInt8(ascii: "0") { isZero = false }
    return isZero || isWord("none") || isWord("None") || isWord("nil") || isWord("<nil>") || isWord("null")
  }

  /// Whether hexadecimal digits have neither leading zeros nor capitals.
  var isPlainHexadecimal: Bool {
    if count > 1, self[0] == UInt8(ascii: "0") { return false }
    for i in indices where self[i] &- UInt8(ascii: "A") <= 5 { return false }
    return true
  }

  /// The same number without leading zeros and capitals.
  var plainHexadecimal: [UInt8] {
    var digits: [UInt8] = []
    for i in indices where !digits.isEmpty || self[i] != UInt8(ascii: "0") || i == count - 1 {
      digits.append(self[i] | 0x20)
    }
    return digits
  }

  /// Decimal digits of at most 64 bits as hexadecimal digits.
  var decimalAsHexadecimal: [UInt8] {
    var value: UInt64 = 0
    for i in indices { value = value &* 10 &+ UInt64(self[i] &- UInt8(ascii: "0")) }
    var digits: [UInt8] = []
    repeat {
      let digit = UInt8(truncatingIfNeeded: value & 15)
      digits.append(digit < 10 ? UInt8(ascii: "0") + digit : UInt8(ascii: "a") + digit - 10)
      value >>= 4
    } while value > 0
    return digits.reversed()
  }

  private func isWord(_ word: StaticString) -> Bool {
    guard count == word.utf8CodeUnitCount else { return false }
    for i in indices where self[i] != word.utf8Start[i] { return false }
    return true
  }
}
