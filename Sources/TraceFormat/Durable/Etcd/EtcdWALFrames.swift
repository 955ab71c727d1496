/// Takes the records of a write-ahead log out of its bytes.
///
/// A frame is eight bytes of length, whose highest byte tells how many bytes of padding follow, and a protobuf of type, check sum
/// and data. A length of 0 is space that was reserved and not used yet: the log ends there.
struct EtcdWALFrames {
  enum Fault: Error {
    /// What a crash leaves: the last frame is not whole.
    case torn
    case malformed(offset: Int, found: String, expected: String)
  }

  struct Frame {
    var type: UInt64
    var sum: UInt32
    var data: Range<Int>
  }

  static let frameLengthMaximum = 1 << 30

  private(set) var offset = 0
  /// Records so far.
  private(set) var count = 0
  private var sum: CRC32C?

  /// The next frame; nil at the end of the log.
  mutating func next(_ bytes: Span<UInt8>) throws(Fault) -> Frame? {
    guard offset + 8 <= bytes.count else {
      if offset < bytes.count, !Self.isBlank(bytes, offset..<bytes.count) { throw .torn }
      return nil
    }
    let field = (0..<8).reduce(UInt64(0)) { $0 | UInt64(bytes[offset + $1]) << UInt64(8 * $1) }
    guard field != 0 else { return nil }
    let length = field & (1 << 56 - 1)
    let padding = field >> 63 == 1 ? field >> 56 & 7 : 0
    let start = offset + 8
    guard length <= UInt64(Self.frameLengthMaximum) else {
      throw .malformed(offset: offset, found: "a record of \(length) bytes", expected: "at most 1 GiB")
    }
    guard UInt64(bytes.count - start) >= length + padding else { throw .torn }
    let body = start..<start + Int(length)
    let frame = try frame(body, bytes)
    try verify(frame, body, bytes)
    offset = body.upperBound + Int(padding)
    count += 1
    return frame
  }

  private func frame(_ body: Range<Int>, _ bytes: Span<UInt8>) throws(Fault) -> Frame {
    var frame = Frame(type: 0, sum: 0, data: body.lowerBound..<body.lowerBound)
    var fields = ProtobufScanner(body)
    do throws(ProtobufError) {
      while let (field, value) = try fields.next(bytes) {
        switch (field, value) {
        case (1, .number(let type)): frame.type = type
        case (2, .number(let sum)): frame.sum = UInt32(truncatingIfNeeded: sum)
        case (3, .bytes(let data)): frame.data = data
        default: break
        }
      }
    } catch {
      throw torn(body, bytes) ?? .malformed(offset: error.offset, found: "something else", expected: error.expected)
    }
    return frame
  }

  /// The sum runs over the data of all records; a record of type 4 says where it stands.
  private mutating func verify(_ frame: Frame, _ body: Range<Int>, _ bytes: Span<UInt8>) throws(Fault) {
    guard frame.type != 4 else {
      sum = CRC32C(frame.sum)
      return
    }
    guard var sum else { return }
    sum.update(bytes.extracting(frame.data))
    guard sum.value == frame.sum else {
      throw torn(body, bytes)
        ?? .malformed(
          offset: body.lowerBound, found: "a record whose check sum does not fit",
          expected: "one as it was written")
    }
    self.sum = sum
  }

  /// A sector of the frame that is blank was never written: the crash came before.
  private func torn(_ body: Range<Int>, _ bytes: Span<UInt8>) -> Fault? {
    var start = body.lowerBound
    while start < body.upperBound {
      let end = min((start / 512 + 1) * 512, body.upperBound)
      if Self.isBlank(bytes, start..<end) { return .torn }
      start = end
    }
    return nil
  }

  private static func isBlank(_ bytes: Span<UInt8>, _ range: Range<Int>) -> Bool {
    range.allSatisfy { bytes[$0] == 0 }
  }
}
