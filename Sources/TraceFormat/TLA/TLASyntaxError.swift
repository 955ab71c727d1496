/// A place where text stops being a value of TLA+ as TLC prints it.
struct TLASyntaxError: Error, Equatable {
  /// Counted from 0 in the scanned bytes.
  let offset: Int
  let expected: String
  /// A quotation of what stands there; nil at the end.
  let found: String?

  init(_ expected: String, at offset: Int, in bytes: Span<UInt8>) {
    self.offset = offset
    self.expected = expected
    guard offset < bytes.count else {
      found = nil
      return
    }
    var end = offset + 1
    while end < min(bytes.count, offset + 20), bytes[end] != UInt8(ascii: "\n") { end += 1 }
    found = ReadingError.quote(bytes.extracting(offset..<end))
  }

  var kind: ReadingError.Kind {
    guard let found else { return .unexpectedEnd(expected: expected) }
    return .malformed(found: found, expected: expected)
  }
}
