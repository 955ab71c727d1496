/// Scans values of TLA+ in the syntax in which TLC prints them.
///
/// Specifying Systems §15; `tlc2.value` in TLC. Numbers, strings, model values, TRUE and FALSE, `<<…>>`, `{…}`,
/// `[f |-> v]`, `(k :> v @@ …)`, `a..b`. What TLC prints without evaluating (sets of functions, unions) becomes text.
struct TLAValueScanner {
  /// The most brackets that may be open at once.
  static let depthMaximum = 200
  /// The most numbers that an interval is written out to.
  static let intervalMaximum: Int64 = 10_000

  private(set) var position: Int
  private var depth = 0

  init(position: Int = 0) { self.position = position }

  /// Scans all of the bytes as one value.
  static func value(_ bytes: Span<UInt8>) throws(TLASyntaxError) -> SpecValue {
    var scanner = TLAValueScanner()
    let value = try scanner.value(bytes)
    guard scanner.isAtEnd(bytes) else {
      throw TLASyntaxError("nothing behind the value", at: scanner.position, in: bytes)
    }
    return value
  }

  /// Passes white space; true where nothing follows.
  mutating func isAtEnd(_ bytes: Span<UInt8>) -> Bool {
    skipWhiteSpace(bytes)
    return position == bytes.count
  }

  /// Consumes a text if it comes next.
  mutating func take(_ text: StaticString, _ bytes: Span<UInt8>) -> Bool {
    skipWhiteSpace(bytes)
    let length = text.utf8CodeUnitCount
    guard position + length <= bytes.count else { return false }
    for i in 0..<length where bytes[position + i] != text.utf8Start[i] { return false }
    position += length
    return true
  }

  /// Consumes a name; nil where none comes.
  mutating func name(_ bytes: Span<UInt8>) -> String? {
    skipWhiteSpace(bytes)
    let start = position
    while position < bytes.count, Self.isName(bytes[position]) { position += 1 }
    guard position > start else { return nil }
    return Self.text(bytes, start..<position)
  }

  /// Consumes a value, and the other end where it begins an interval.
  mutating func value(_ bytes: Span<UInt8>) throws(TLASyntaxError) -> SpecValue {
    let first = try simpleValue(bytes)
    guard case .integer(let low) = first, take("..", bytes) else { return first }
    let start = position
    guard case .integer(let high) = try simpleValue(bytes), high < low || high - low < Self.intervalMaximum
    else {
      throw TLASyntaxError("an interval of at most \(Self.intervalMaximum) numbers", at: start, in: bytes)
    }
    return .set(low > high ? [] : (low...high).map { .integer($0) })
  }

  private mutating func simpleValue(_ bytes: Span<UInt8>) throws(TLASyntaxError) -> SpecValue {
    skipWhiteSpace(bytes)
    guard position < bytes.count else { throw TLASyntaxError("a value", at: position, in: bytes) }
    switch bytes[position] {
    case UInt8(ascii: "\""): return .text(try string(bytes))
    case UInt8(ascii: "<"):
      guard take("<<", bytes) else { throw TLASyntaxError("<<", at: position, in: bytes) }
      return .sequence(try list(bytes, end: ">>"))
    case UInt8(ascii: "{"):
      position += 1
      return .set(try list(bytes, end: "}"))
    case UInt8(ascii: "["): return try record(bytes)
    case UInt8(ascii: "("): return try function(bytes)
    case UInt8(ascii: "-"): return try negative(bytes)
    default: return try word(bytes)
    }
  }

  private mutating func negative(_ bytes: Span<UInt8>) throws(TLASyntaxError) -> SpecValue {
    let start = position
    position += 1
    guard let digits = name(bytes), let number = Int64("-" + digits) else {
      throw TLASyntaxError("a whole number of 64 bits", at: start, in: bytes)
    }
    return .integer(number)
  }

  private mutating func word(_ bytes: Span<UInt8>) throws(TLASyntaxError) -> SpecValue {
    let start = position
    guard let word = name(bytes) else { throw TLASyntaxError("a value", at: start, in: bytes) }
    if let number = Int64(word) { return .integer(number) }
    switch word {
    case "TRUE": return .boolean(true)
    case "FALSE": return .boolean(false)
    case "SUBSET", "UNION", "DOMAIN":
      try enter(bytes, at: start)
      let operand = try value(bytes)
      depth -= 1
      return .text("\(word) \(String(decoding: operand.canonical, as: UTF8.self))")
    default:
      guard !word.utf8.allSatisfy({ (UInt8(ascii: "0")...UInt8(ascii: "9")).contains($0) }) else {
        throw TLASyntaxError("a whole number of 64 bits", at: start, in: bytes)
      }
      return .text(word)
    }
  }

  private mutating func list(
    _ bytes: Span<UInt8>, end: StaticString
  ) throws(TLASyntaxError) -> [SpecValue] {
    try enter(bytes, at: position)
    var values: [SpecValue] = []
    if !take(end, bytes) {
      repeat { values.append(try value(bytes)) } while take(",", bytes)
      guard take(end, bytes) else { throw TLASyntaxError("a comma or \(end)", at: position, in: bytes) }
    }
    depth -= 1
    return values
  }

  /// A record, or a set that TLC left as it is: `[S -> T]`, `[f : S]`.
  private mutating func record(_ bytes: Span<UInt8>) throws(TLASyntaxError) -> SpecValue {
    let start = position
    position += 1
    try enter(bytes, at: start)
    defer { depth -= 1 }
    var pairs: [SpecValue.Pair] = []
    repeat {
      let before = position
      guard let field = try fieldName(bytes), take("|->", bytes) else {
        if take(":>", bytes) { throw TLASyntaxError("|->", at: position - 2, in: bytes) }
        position = pairs.isEmpty ? start : before
        guard pairs.isEmpty, let end = endOfBrackets(bytes, from: start) else {
          throw TLASyntaxError("a field and |->", at: before, in: bytes)
        }
        position = end
        return .text(Self.text(bytes, start..<end))
      }
      pairs.append(SpecValue.Pair(.text(field), try value(bytes)))
    } while take(",", bytes)
    guard take("]", bytes) else { throw TLASyntaxError("a comma or ]", at: position, in: bytes) }
    return .function(pairs)
  }

  private mutating func fieldName(_ bytes: Span<UInt8>) throws(TLASyntaxError) -> String? {
    skipWhiteSpace(bytes)
    if position < bytes.count, bytes[position] == UInt8(ascii: "\"") { return try string(bytes) }
    return name(bytes)
  }

  private mutating func function(_ bytes: Span<UInt8>) throws(TLASyntaxError) -> SpecValue {
    let start = position
    position += 1
    try enter(bytes, at: start)
    defer { depth -= 1 }
    let first = try value(bytes)
    guard take(":>", bytes) else {
      guard take(")", bytes) else { throw TLASyntaxError(":> or )", at: position, in: bytes) }
      return first
    }
    var pairs = [SpecValue.Pair(first, try value(bytes))]
    while take("@@", bytes) {
      let key = try value(bytes)
      guard take(":>", bytes) else { throw TLASyntaxError(":>", at: position, in: bytes) }
      pairs.append(SpecValue.Pair(key, try value(bytes)))
    }
    guard take(")", bytes) else { throw TLASyntaxError("@@ or )", at: position, in: bytes) }
    return .function(pairs)
  }

  private mutating func string(_ bytes: Span<UInt8>) throws(TLASyntaxError) -> String {
    let start = position
    position += 1
    var text: [UInt8] = []
    while position < bytes.count {
      let byte = bytes[position]
      position += 1
      if byte == UInt8(ascii: "\"") { return String(decoding: text, as: UTF8.self) }
      guard byte == UInt8(ascii: "\\"), position < bytes.count else {
        text.append(byte)
        continue
      }
      text.append(Self.unescaped(bytes[position]))
      position += 1
    }
    throw TLASyntaxError(
      "a closing quotation mark for the string at byte \(start + 1)", at: position, in: bytes)
  }

  private static func unescaped(_ letter: UInt8) -> UInt8 {
    switch letter {
    case UInt8(ascii: "n"): 0x0a
    case UInt8(ascii: "t"): 0x09
    case UInt8(ascii: "r"): 0x0d
    case UInt8(ascii: "f"): 0x0c
    default: letter
    }
  }

  private mutating func enter(_ bytes: Span<UInt8>, at start: Int) throws(TLASyntaxError) {
    guard depth < Self.depthMaximum else {
      throw TLASyntaxError("at most \(Self.depthMaximum) levels of brackets", at: start, in: bytes)
    }
    depth += 1
  }

  private mutating func skipWhiteSpace(_ bytes: Span<UInt8>) {
    while position < bytes.count, bytes[position] <= 0x20 { position += 1 }
  }

  /// The offset behind the bracket that closes the one at an offset.
  private func endOfBrackets(_ bytes: Span<UInt8>, from start: Int) -> Int? {
    var open = 0
    for offset in start..<bytes.count {
      switch bytes[offset] {
      case UInt8(ascii: "["): open += 1
      case UInt8(ascii: "]"):
        open -= 1
        if open == 0 { return offset + 1 }
      default: break
      }
    }
    return nil
  }

  private static func isName(_ byte: UInt8) -> Bool {
    switch byte {
    case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
      UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "_"), UInt8(ascii: "!"), 0x80...0xff:
      true
    default: false
    }
  }

  private static func text(_ bytes: Span<UInt8>, _ range: Range<Int>) -> String {
    bytes.extracting(range).withUnsafeBufferPointer { String(decoding: $0, as: UTF8.self) }
  }
}
