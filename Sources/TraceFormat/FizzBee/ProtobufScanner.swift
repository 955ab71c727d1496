/// Scans the fields of a protobuf message, one after the other.
///
/// Only what FizzBee's four messages need; see `Documentation/Decisions/0007-own-protobuf-scanner.md`.
struct ProtobufScanner {
  enum Value {
    case number(UInt64)
    /// The place of a string, of bytes or of a message.
    case bytes(Range<Int>)
    case other
  }

  private(set) var position: Int
  private let end: Int

  init(_ range: Range<Int>) {
    position = range.lowerBound
    end = range.upperBound
  }

  /// The next field's number with its value; nil at the end of the message.
  mutating func next(_ bytes: Span<UInt8>) throws(ProtobufError) -> (field: UInt64, value: Value)? {
    guard position < end else { return nil }
    let start = position
    let key = try number(bytes)
    let field = key >> 3
    guard field > 0 else { throw ProtobufError(offset: start, expected: "a field's number") }
    switch key & 7 {
    case 0: return (field, .number(try number(bytes)))
    case 1: return (field, try skip(8))
    case 2:
      let length = try number(bytes)
      guard length <= UInt64(end - position) else {
        throw ProtobufError(offset: start, expected: "\(length) more bytes")
      }
      defer { position += Int(length) }
      return (field, .bytes(position..<position + Int(length)))
    case 5: return (field, try skip(4))
    default: throw ProtobufError(offset: start, expected: "a number, eight bytes, four bytes or a length")
    }
  }

  private mutating func skip(_ count: Int) throws(ProtobufError) -> Value {
    guard count <= end - position else {
      throw ProtobufError(offset: position, expected: "\(count) more bytes")
    }
    position += count
    return .other
  }

  private mutating func number(_ bytes: Span<UInt8>) throws(ProtobufError) -> UInt64 {
    let start = position
    var value: UInt64 = 0
    for shift in stride(from: UInt64(0), to: 70, by: 7) {
      guard position < end else { break }
      let byte = bytes[position]
      position += 1
      value |= UInt64(byte & 0x7f) << shift
      if byte < 0x80 { return value }
    }
    throw ProtobufError(offset: start, expected: "a number of at most ten bytes")
  }
}

/// Where bytes stop being protobuf.
struct ProtobufError: Error, Equatable {
  var offset: Int
  var expected: String

  func reading(file: String) -> ReadingError {
    ReadingError(
      file: file, kind: .malformed(found: "something else at byte \(offset + 1)", expected: expected))
  }
}
