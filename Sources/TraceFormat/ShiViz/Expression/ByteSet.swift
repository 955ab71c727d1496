/// A set of bytes: what one place of an expression matches.
struct ByteSet: Equatable {
  private var words: InlineArray<4, UInt64> = InlineArray(repeating: 0)

  static func == (a: ByteSet, b: ByteSet) -> Bool { (0..<4).allSatisfy { a.words[$0] == b.words[$0] } }

  init() {}

  init(_ byte: UInt8) { insert(byte) }

  init(_ ranges: ClosedRange<UInt8>...) {
    for range in ranges { insert(range) }
  }

  func contains(_ byte: UInt8) -> Bool { words[Int(byte >> 6)] >> UInt64(byte & 63) & 1 == 1 }

  mutating func insert(_ byte: UInt8) { words[Int(byte >> 6)] |= 1 << UInt64(byte & 63) }

  mutating func insert(_ range: ClosedRange<UInt8>) {
    for byte in range { insert(byte) }
  }

  mutating func formUnion(_ other: ByteSet) {
    for i in 0..<4 { words[i] |= other.words[i] }
  }

  /// All other bytes.
  var inverted: ByteSet {
    var result = self
    for i in 0..<4 { result.words[i] = ~result.words[i] }
    return result
  }

  /// The set of `\d`, `\w` or `\s`, or of the same in capitals, which is all others; nil for another letter.
  init?(classLetter letter: UInt8) {
    switch letter {
    case UInt8(ascii: "d"): self = ByteSet(0x30...0x39)
    case UInt8(ascii: "w"): self = ByteSet(0x30...0x39, 0x41...0x5a, 0x5f...0x5f, 0x61...0x7a)
    case UInt8(ascii: "s"): self = ByteSet(0x09...0x0d, 0x20...0x20)
    case UInt8(ascii: "D"), UInt8(ascii: "W"), UInt8(ascii: "S"):
      guard let set = ByteSet(classLetter: letter | 0x20) else { return nil }
      self = set.inverted
    default: return nil
    }
  }
}
