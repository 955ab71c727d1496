import TraceFormat

/// A seeded generator (SplitMix64), so that what a fuzz test did can be repeated.
struct ReadingRandom: RandomNumberGenerator {
  private var state: UInt64

  init(seed: UInt64) { state = seed }

  mutating func next() -> UInt64 {
    state &+= 0x9e37_79b9_7f4a_7c15
    var z = state
    z = (z ^ (z >> 30)) &* 0xbf58_476d_1ce4_e5b9
    z = (z ^ (z >> 27)) &* 0x94d0_49bb_1331_11eb
    return z ^ (z >> 31)
  }

  /// Flips, inserts, removes and repeats bytes.
  mutating func mutated(_ bytes: [UInt8]) -> [UInt8] {
    var bytes = bytes
    for _ in 0..<Int.random(in: 1...3, using: &self) {
      guard !bytes.isEmpty else { return [UInt8.random(in: 0...255, using: &self)] }
      let i = Int.random(in: 0..<bytes.count, using: &self)
      switch Int.random(in: 0..<5, using: &self) {
      case 0: bytes[i] = .random(in: 0...255, using: &self)
      case 1: bytes.insert(Array(#"{}[]",:\u0e-.9"#.utf8).randomElement(using: &self) ?? 0, at: i)
      case 2: bytes.remove(at: i)
      case 3: bytes.removeSubrange(i...)
      default: bytes.insert(contentsOf: bytes[i..<min(i + 9, bytes.count)], at: i)
      }
    }
    return bytes
  }
}

/// Compressed data, made without the libraries that read them.
enum ReadingFixtures {
  /// The text that ``gzip`` and ``zstd`` hold.
  static let votes: [UInt8] = (0..<12).flatMap { i in
    let line = #"{"type":"vote","server":"n\#(i % 3 + 1)","term":\#(i / 4),"candidate":"n\#(i * 7 % 3 + 1)"}"#
    return Array((line + "\n").utf8)
  }

  /// Written by `gzip -9n`.
  static let gzip = hexadecimal(
    """
    1f8b0800000000000203ab562aa92c4855b2522acb2f4955d2512a4e2d2a4b2d02f2f30c81bc92d4a25c252b031da5e4c4bc
    94cc94c49254884c2d57354e7d4638f519e1d5678c539f315e7d94bbd3904c771a92e94e433abbd3884c771a91e94e232aba
    13004db8d8bda0020000
    """)

  /// Written by `zstd -19 --check`.
  static let zstd = hexadecimal(
    """
    28b52ffd0468ad0200c2c30c11b0eb84bd3826e2aa6d985e8908e819984bbbabaa42ec82c84dcc3189946718478cfb794d1f
    67ec18b7e7b995fb38afd787010da04032fb7f0f8023190788f2cc274bd3c99fff8af4bebcb9d0364b680cc92662e11c
    """)

  /// Written by `gzip -9n` and by `zstd` of nothing.
  static let gzipOfNothing = hexadecimal("1f8b080000000000020303000000000000000000")
  static let zstdOfNothing = hexadecimal("28b52ffd240001000099e9d851")

  /// A gzip member that only stores its bytes (RFC 1951 §3.2.4).
  static func storedGzip(_ bytes: [UInt8]) -> [UInt8] {
    var member: [UInt8] = [0x1f, 0x8b, 8, 0, 0, 0, 0, 0, 0, 255]
    var offset = 0
    repeat {
      let end = min(offset + 65_535, bytes.count)
      let length = UInt16(end - offset)
      member.append(end == bytes.count ? 1 : 0)
      member += littleEndian(length) + littleEndian(~length) + bytes[offset..<end]
      offset = end
    } while offset < bytes.count
    return member + littleEndian(checksum(bytes)) + littleEndian(UInt32(bytes.count))
  }

  /// A zstd frame that only stores its bytes (RFC 8878 §3.1.1).
  static func storedZstd(_ bytes: [UInt8], blockLength: Int = 1 << 16) -> [UInt8] {
    var frame: [UInt8] = [0x28, 0xb5, 0x2f, 0xfd, 0x00, 0x50]
    var offset = 0
    repeat {
      let end = min(offset + blockLength, bytes.count)
      let header = UInt32(end - offset) << 3 | (end == bytes.count ? 1 : 0)
      frame += littleEndian(header).prefix(3) + bytes[offset..<end]
      offset = end
    } while offset < bytes.count
    return frame
  }

  static func hexadecimal(_ text: String) -> [UInt8] {
    let digits = text.compactMap(\.hexDigitValue)
    return stride(from: 0, to: digits.count, by: 2).map { UInt8(digits[$0] << 4 | digits[$0 + 1]) }
  }

  private static func littleEndian<Number: FixedWidthInteger>(_ value: Number) -> [UInt8] {
    (0..<Number.bitWidth / 8).map { UInt8(truncatingIfNeeded: value >> Number($0 * 8)) }
  }

  /// CRC-32 as in RFC 1952 §8.
  private static func checksum(_ bytes: [UInt8]) -> UInt32 {
    var remainder: UInt32 = ~0
    for byte in bytes {
      remainder ^= UInt32(byte)
      for _ in 0..<8 { remainder = remainder >> 1 ^ (remainder & 1 == 1 ? 0xedb8_8320 : 0) }
    }
    return ~remainder
  }
}

/// What came out of a source: the bytes, and the error behind them.
struct ReadingOutcome: Equatable {
  var bytes: [UInt8] = []
  var error: ReadingError.Kind?

  /// Compares without writing both sides into a failure's message.
  func holds(_ expected: [UInt8]) -> Bool { bytes == expected }

  init(_ source: ByteSource, bufferLength: Int = 4096) {
    var buffer = [UInt8](repeating: 0, count: bufferLength)
    do throws(ReadingError) {
      while true {
        let count = try source.read(into: &buffer, from: 0)
        if count == 0 { return }
        bytes += buffer[..<count]
      }
    } catch {
      self.error = error.kind
    }
  }
}
