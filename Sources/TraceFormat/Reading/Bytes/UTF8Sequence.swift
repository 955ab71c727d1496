/// Validation of UTF-8, one sequence at a time (RFC 3629 §4): no overlong forms, no surrogates.
enum UTF8Sequence {
  /// Returns the number of bytes of the sequence at an offset, or nil where it is not valid.
  static func length(_ bytes: Span<UInt8>, at offset: Int) -> Int? {
    let second: ClosedRange<UInt8>
    let length: Int
    switch bytes[offset] {
    case 0x00...0x7f: return 1
    case 0xc2...0xdf: (length, second) = (2, 0x80...0xbf)
    case 0xe0: (length, second) = (3, 0xa0...0xbf)
    case 0xed: (length, second) = (3, 0x80...0x9f)
    case 0xe1...0xef: (length, second) = (3, 0x80...0xbf)
    case 0xf0: (length, second) = (4, 0x90...0xbf)
    case 0xf1...0xf3: (length, second) = (4, 0x80...0xbf)
    case 0xf4: (length, second) = (4, 0x80...0x8f)
    default: return nil
    }
    guard bytes.count - offset >= length, second.contains(bytes[offset + 1]) else { return nil }
    for i in 2..<max(length, 2) where bytes[offset + i] & 0xc0 != 0x80 { return nil }
    return length
  }

  /// Returns the offset of the first byte that is not valid UTF-8, or nil where all are.
  static func firstInvalid(_ bytes: Span<UInt8>) -> Int? {
    var offset = 0
    while offset < bytes.count {
      guard let length = length(bytes, at: offset) else { return offset }
      offset += length
    }
    return nil
  }
}
