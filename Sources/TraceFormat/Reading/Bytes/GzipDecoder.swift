private import CZlib

/// Decompression of gzip members that follow each other (RFC 1952 §2.2).
final class GzipDecoder {
  /// Allocated, because zlib keeps the stream's address.
  private let stream: UnsafeMutablePointer<z_stream>
  private var memberIsOpen = true
  /// The last call filled its output, so that zlib may hold more of it back.
  private var outputWasFilled = false

  init() {
    stream = .allocate(capacity: 1)
    stream.initialize(to: z_stream())
    let status = rt_inflate_init(stream)
    precondition(status == Z_OK, "zlib cannot be initialized: \(status)")
  }

  deinit {
    inflateEnd(stream)
    stream.deallocate()
  }

  /// Adds decompressed bytes to the output from `count` on; adds none at the end.
  ///
  /// What `count` says is valid also when an error is thrown.
  func decode(
    _ input: inout StoredInput, into output: UnsafeMutableRawBufferPointer, count: inout Int
  ) throws(ReadingError) {
    while count < output.count {
      if input.unreadCount == 0, !outputWasFilled {
        if count > 0 { return }
        guard try input.refill() else { return try finish(input) }
      }
      if !memberIsOpen {
        guard try openMember(&input) else { continue }
      }
      try inflate(&input, into: output, count: &count)
    }
  }

  private func finish(_ input: StoredInput) throws(ReadingError) {
    if memberIsOpen { throw ReadingError(file: input.name, kind: .truncatedCompression(.gzip)) }
  }

  /// Begins the next member; false where only padding was in the window.
  ///
  /// Zeros behind the last member are padding to a block's length, which gzip(1) ignores too.
  private func openMember(_ input: inout StoredInput) throws(ReadingError) -> Bool {
    input.consume { bytes in bytes.firstIndex { $0 != 0 } ?? bytes.count }
    guard input.unreadCount > 0 else { return false }
    guard input.peek(0) == Compression.gzip.magic[0] else {
      throw corrupt(input, "something else follows them")
    }
    inflateReset(stream)
    memberIsOpen = true
    return true
  }

  private func inflate(
    _ input: inout StoredInput, into output: UnsafeMutableRawBufferPointer, count: inout Int
  ) throws(ReadingError) {
    var status = Z_OK
    let room = UInt32(clamping: output.count - count)
    stream.pointee.next_out = output.baseAddress?.advanced(by: count).assumingMemoryBound(to: UInt8.self)
    stream.pointee.avail_out = room
    input.consume { bytes in
      let given = UInt32(clamping: bytes.count)
      stream.pointee.next_in = .init(mutating: bytes.baseAddress?.assumingMemoryBound(to: UInt8.self))
      stream.pointee.avail_in = given
      status = CZlib.inflate(stream, Z_NO_FLUSH)
      return Int(given - stream.pointee.avail_in)
    }
    count += Int(room - stream.pointee.avail_out)
    outputWasFilled = stream.pointee.avail_out == 0
    switch status {
    case Z_OK, Z_BUF_ERROR: break
    case Z_STREAM_END: (memberIsOpen, outputWasFilled) = (false, false)
    default: throw corrupt(input, stream.pointee.msg.map { String(cString: $0) } ?? "zlib error \(status)")
    }
  }

  private func corrupt(_ input: StoredInput, _ reason: String) -> ReadingError {
    ReadingError(file: input.name, kind: .corruptCompression(.gzip, reason: reason))
  }
}
