/// The plain twin of the scanner: the grammar of RFC 8259, byte by byte, on text that is known to be UTF-8.
struct PlainJSON {
  private var rest: Substring.UnicodeScalarView

  static func accepts(_ bytes: [UInt8]) -> Bool {
    guard let text = String(validating: bytes, as: UTF8.self) else { return false }
    var json = PlainJSON(rest: Substring(text).unicodeScalars)
    guard json.value() else { return false }
    json.space()
    return json.rest.isEmpty
  }

  private mutating func value() -> Bool {
    space()
    if take("{") { return members(until: "}") { $0.key() && $0.value() } }
    if take("[") { return members(until: "]") { $0.value() } }
    if rest.first == "\"" { return string() }
    if rest.first == "-" || digit(rest.first) { return number() }
    return ["true", "false", "null"].contains { take($0) }
  }

  private mutating func members(
    until bracket: Unicode.Scalar, _ member: (inout PlainJSON) -> Bool
  ) -> Bool {
    space()
    if take(bracket) { return true }
    repeat {
      guard member(&self) else { return false }
      space()
    } while take(",")
    return take(bracket)
  }

  private mutating func key() -> Bool {
    space()
    guard string() else { return false }
    space()
    return take(":")
  }

  private mutating func string() -> Bool {
    guard take("\"") else { return false }
    var units: [UInt16] = []
    while let scalar = rest.popFirst() {
      if scalar == "\"" { return String(validating: units, as: UTF16.self) != nil }
      guard scalar.value >= 0x20 else { return false }
      if scalar != "\\" {
        units += Array(String(scalar).utf16)
      } else if take("u") {
        let digits = rest.prefix(4).map(String.init).joined()
        guard digits.allSatisfy(\.isHexDigit), digits.count == 4, let unit = UInt16(digits, radix: 16) else {
          return false
        }
        units.append(unit)
        rest = rest.dropFirst(4)
      } else {
        guard let escape = rest.popFirst(), #""\/bfnrt"#.unicodeScalars.contains(escape) else { return false }
        units.append(0x20)
      }
    }
    return false
  }

  private mutating func number() -> Bool {
    _ = take("-")
    if !take("0") {
      guard digits() else { return false }
    }
    if take(".") {
      guard digits() else { return false }
    }
    if take("e") || take("E") {
      _ = take("+") || take("-")
      return digits()
    }
    return true
  }

  private mutating func digits() -> Bool {
    let count = rest.count
    while digit(rest.first) { rest.removeFirst() }
    return rest.count < count
  }

  private func digit(_ scalar: Unicode.Scalar?) -> Bool {
    guard let scalar else { return false }
    return "0"..."9" ~= scalar
  }

  private mutating func space() {
    while let first = rest.first, " \t\n\r".unicodeScalars.contains(first) { rest.removeFirst() }
  }

  private mutating func take(_ scalar: Unicode.Scalar) -> Bool {
    guard rest.first == scalar else { return false }
    rest.removeFirst()
    return true
  }

  private mutating func take(_ word: String) -> Bool {
    guard rest.starts(with: word.unicodeScalars) else { return false }
    rest = rest.dropFirst(word.unicodeScalars.count)
    return true
  }
}
