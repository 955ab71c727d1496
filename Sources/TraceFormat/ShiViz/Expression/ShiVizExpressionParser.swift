/// The grammar of expressions, as JavaScript and Python write them.
struct ShiVizExpressionParser {
  private(set) var names: [String] = []
  private var position = 0
  private var depth = 0

  mutating func parse(_ text: Span<UInt8>) throws(ShiVizExpressionError) -> ShiVizExpressionTree {
    let tree = try alternatives(text)
    guard position == text.count else { throw error(text, expected: "a group that this parenthesis ends") }
    return tree
  }

  private mutating func alternatives(
    _ text: Span<UInt8>
  ) throws(ShiVizExpressionError) -> ShiVizExpressionTree {
    var parts = [try sequence(text)]
    while skip("|", text) { parts.append(try sequence(text)) }
    return parts.count == 1 ? parts[0] : .alternatives(parts)
  }

  private mutating func sequence(
    _ text: Span<UInt8>
  ) throws(ShiVizExpressionError) -> ShiVizExpressionTree {
    var parts: [ShiVizExpressionTree] = []
    while let byte = peek(text), byte != UInt8(ascii: "|"), byte != UInt8(ascii: ")") {
      parts.append(try repeated(try atom(text), text))
    }
    return .sequence(parts)
  }

  private mutating func repeated(
    _ atom: ShiVizExpressionTree, _ text: Span<UInt8>
  ) throws(ShiVizExpressionError) -> ShiVizExpressionTree {
    guard let (least, most) = quantifier(text) else { return atom }
    guard least <= 1000, (most ?? least) >= least, (most ?? 0) <= 1000 else {
      throw error(text, expected: "at most 1000 repetitions, from few to many")
    }
    let isLazy = skip("?", text)
    return .repetition(atom, from: least, through: most, isLazy: isLazy)
  }

  private mutating func quantifier(_ text: Span<UInt8>) -> (least: Int, most: Int?)? {
    if skip("*", text) { return (0, nil) }
    if skip("+", text) { return (1, nil) }
    if skip("?", text) { return (0, 1) }
    return count(text)
  }

  /// Reads `{2}`, `{2,}` or `{2,3}`; anything else behind a brace is a character.
  private mutating func count(_ text: Span<UInt8>) -> (least: Int, most: Int?)? {
    let start = position
    if skip("{", text), let least = number(text) {
      if skip("}", text) { return (least, least) }
      if skip(",", text) {
        if skip("}", text) { return (least, nil) }
        if let most = number(text), skip("}", text) { return (least, most) }
      }
    }
    position = start
    return nil
  }

  private mutating func atom(_ text: Span<UInt8>) throws(ShiVizExpressionError) -> ShiVizExpressionTree {
    let byte = text[position]
    switch byte {
    case UInt8(ascii: "("): return try group(text)
    case UInt8(ascii: "["): return .byte(try characterClass(text))
    case UInt8(ascii: "\\"): return .byte(try escape(text))
    case UInt8(ascii: "*"), UInt8(ascii: "+"), UInt8(ascii: "?"):
      throw error(text, expected: "something to repeat")
    default: break
    }
    position += 1
    switch byte {
    case UInt8(ascii: "."): return .byte(ByteSet(0x0a).inverted)
    case UInt8(ascii: "^"): return .lineStart
    case UInt8(ascii: "$"): return .lineEnd
    default: return .byte(ByteSet(byte))
    }
  }

  private mutating func group(_ text: Span<UInt8>) throws(ShiVizExpressionError) -> ShiVizExpressionTree {
    let start = position
    guard depth < 32 else { throw error(text, expected: "at most 32 groups within each other") }
    position += 1
    depth += 1
    let number = try groupNumber(text)
    let tree = try alternatives(text)
    depth -= 1
    guard skip(")", text) else {
      position = start
      throw error(text, expected: "a group that is closed")
    }
    return number.map { .group(tree, number: $0) } ?? tree
  }

  /// The number of a group with a name, which is consumed.
  private mutating func groupNumber(_ text: Span<UInt8>) throws(ShiVizExpressionError) -> Int? {
    guard skip("?", text), !skip(":", text) else { return nil }
    let start = position
    _ = skip("P", text)
    guard skip("<", text), let name = word(text), skip(">", text) else {
      position = start
      throw error(
        text, expected: "a name such as <host>, or a colon; what looks ahead or behind is not matched")
    }
    names.append(name)
    return names.count - 1
  }

  private mutating func characterClass(_ text: Span<UInt8>) throws(ShiVizExpressionError) -> ByteSet {
    let start = position
    position += 1
    let isInverted = skip("^", text)
    var set = ByteSet()
    while let byte = peek(text), byte != UInt8(ascii: "]") {
      let first = try classMember(text)
      guard let low = first.byte, position + 1 < text.count, text[position] == UInt8(ascii: "-"),
        text[position + 1] != UInt8(ascii: "]")
      else {
        set.formUnion(first.set)
        continue
      }
      position += 1
      guard let high = try classMember(text).byte, low <= high else {
        throw error(text, expected: "a range from a lower to a higher character")
      }
      set.insert(low...high)
    }
    guard skip("]", text) else {
      position = start
      throw error(text, expected: "a class that is closed")
    }
    return isInverted ? set.inverted : set
  }

  private mutating func classMember(
    _ text: Span<UInt8>
  ) throws(ShiVizExpressionError) -> (set: ByteSet, byte: UInt8?) {
    let byte = text[position]
    guard byte == UInt8(ascii: "\\") else {
      position += 1
      return (ByteSet(byte), byte)
    }
    let set = try escape(text)
    let members = (UInt8.min...UInt8.max).filter { set.contains($0) }
    return (set, members.count == 1 ? members[0] : nil)
  }

  private mutating func escape(_ text: Span<UInt8>) throws(ShiVizExpressionError) -> ByteSet {
    guard position + 1 < text.count else { throw error(text, expected: "a character behind the backslash") }
    let letter = text[position + 1]
    if let set = ByteSet(classLetter: letter) {
      position += 2
      return set
    }
    switch letter {
    case UInt8(ascii: "n"): position += 2; return ByteSet(0x0a)
    case UInt8(ascii: "r"): position += 2; return ByteSet(0x0d)
    case UInt8(ascii: "t"): position += 2; return ByteSet(0x09)
    case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
      UInt8(ascii: "0")...UInt8(ascii: "9"):
      throw error(text, expected: #"one of \d \w \s \D \W \S \n \r \t, or an escaped mark"#)
    default:
      position += 2
      return ByteSet(letter)
    }
  }

  private func peek(_ text: Span<UInt8>) -> UInt8? { position < text.count ? text[position] : nil }

  private mutating func skip(_ mark: Unicode.Scalar, _ text: Span<UInt8>) -> Bool {
    guard peek(text) == UInt8(ascii: mark) else { return false }
    position += 1
    return true
  }

  private mutating func number(_ text: Span<UInt8>) -> Int? {
    let start = position
    var value = 0
    while let byte = peek(text), byte >= 0x30, byte <= 0x39, position - start < 6 {
      value = value * 10 + Int(byte - 0x30)
      position += 1
    }
    return position > start ? value : nil
  }

  private mutating func word(_ text: Span<UInt8>) -> String? {
    let start = position
    while let byte = peek(text), ByteSet(0x30...0x39, 0x41...0x5a, 0x5f...0x5f, 0x61...0x7a).contains(byte) {
      position += 1
    }
    guard position > start else { return nil }
    return text.extracting(start..<position).withUnsafeBufferPointer { String(decoding: $0, as: UTF8.self) }
  }

  private func error(_ text: Span<UInt8>, expected: String) -> ShiVizExpressionError {
    let rest = text.extracting(min(position, text.count)..<text.count)
    let found = rest.isEmpty ? "the end" : ReadingError.quote(rest.extracting(first: 20))
    return ShiVizExpressionError(column: position + 1, found: found, expected: expected)
  }
}
