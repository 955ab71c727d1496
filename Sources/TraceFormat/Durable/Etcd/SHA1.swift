/// The digest SHA-1, by which dumps of etcd's log name what an entry holds.
///
/// RFC 3174. It serves to compare, not to protect.
enum SHA1 {
  /// The first five bytes as ten lower-case hexadecimal digits.
  static func prefix(of bytes: Span<UInt8>) -> [UInt8] {
    let state = digest(bytes)
    let word = UInt64(state[0]) << 8 | UInt64(state[1] >> 24)
    let digits = Array("0123456789abcdef".utf8)
    return (0..<10).map { digits[Int(word >> UInt64(4 * (9 - $0)) & 15)] }
  }

  private static func digest(_ bytes: Span<UInt8>) -> [UInt32] {
    var state: [UInt32] = [0x6745_2301, 0xefcd_ab89, 0x98ba_dcfe, 0x1032_5476, 0xc3d2_e1f0]
    var block = [UInt8](repeating: 0, count: 64)
    let length = bytes.count
    let padded = (length + 8) / 64 * 64 + 64
    for start in stride(from: 0, to: padded, by: 64) {
      for i in 0..<64 {
        let offset = start + i
        if offset < length {
          block[i] = bytes[offset]
        } else if offset == length {
          block[i] = 0x80
        } else if offset >= padded - 8 {
          block[i] = UInt8(truncatingIfNeeded: UInt64(length) * 8 >> UInt64(8 * (padded - 1 - offset)))
        } else {
          block[i] = 0
        }
      }
      mix(block, into: &state)
    }
    return state
  }

  private static func mix(_ block: [UInt8], into state: inout [UInt32]) {
    var words = (0..<16).map { i in (0..<4).reduce(UInt32(0)) { $0 << 8 | UInt32(block[4 * i + $1]) } }
    for i in 16..<80 {
      words.append(rotated(words[i - 3] ^ words[i - 8] ^ words[i - 14] ^ words[i - 16], 1))
    }
    var (a, b, c, d, e) = (state[0], state[1], state[2], state[3], state[4])
    for i in 0..<80 {
      let (chosen, constant): (UInt32, UInt32) =
        switch i {
        case ..<20: (b & c | ~b & d, 0x5a82_7999)
        case ..<40: (b ^ c ^ d, 0x6ed9_eba1)
        case ..<60: (b & c | b & d | c & d, 0x8f1b_bcdc)
        default: (b ^ c ^ d, 0xca62_c1d6)
        }
      let next = rotated(a, 5) &+ chosen &+ e &+ constant &+ words[i]
      (a, b, c, d, e) = (next, a, rotated(b, 30), c, d)
    }
    for (i, value) in [a, b, c, d, e].enumerated() { state[i] &+= value }
  }

  private static func rotated(_ word: UInt32, _ count: UInt32) -> UInt32 {
    word << count | word >> (32 - count)
  }
}
