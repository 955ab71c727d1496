private import CZstd

/// Decompression of zstd frames that follow each other (RFC 8878 §3).
///
/// The library forgets what it has decoded in a call that fails. So it is given one block at a time, without the
/// header of the next, and all blocks before a corrupt one are delivered.
final class ZstdDecoder {
  private let stream: OpaquePointer
  /// The size of a block's header (RFC 8878 §3.1.1.2).
  private static let headerLength = 3

  /// Bytes that the library needs for the block it is in and the next header; 0 between frames.
  private var wantedCount = 1
  /// The last call filled its output, so that the library may hold more of it back.
  private var outputWasFilled = false

  init() {
    guard let stream = ZSTD_createDStream() else { preconditionFailure("zstd cannot be initialized") }
    self.stream = stream
  }

  deinit {
    ZSTD_freeDStream(stream)
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
      try decompress(&input, into: output, count: &count)
    }
  }

  private func finish(_ input: StoredInput) throws(ReadingError) {
    if wantedCount > 0 { throw ReadingError(file: input.name, kind: .truncatedCompression(.zstd)) }
  }

  private func decompress(
    _ input: inout StoredInput, into output: UnsafeMutableRawBufferPointer, count: inout Int
  ) throws(ReadingError) {
    var status = 0
    var decoded = ZSTD_outBuffer(dst: output.baseAddress, size: output.count, pos: count)
    input.consume { bytes in
      let length = min(bytes.count, max(wantedCount - Self.headerLength, 1))
      var given = ZSTD_inBuffer(src: bytes.baseAddress, size: length, pos: 0)
      status = ZSTD_decompressStream(stream, &decoded, &given)
      return given.pos
    }
    count = decoded.pos
    if ZSTD_isError(status) != 0 {
      let reason = String(cString: ZSTD_getErrorName(status))
      throw ReadingError(file: input.name, kind: .corruptCompression(.zstd, reason: reason))
    }
    wantedCount = status
    outputWasFilled = decoded.pos == decoded.size && wantedCount > 0
  }
}
