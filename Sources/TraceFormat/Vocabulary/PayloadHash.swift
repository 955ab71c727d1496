/// A 64-bit digest of what an entry, a snapshot or a state machine contains.
///
/// Two payloads with different digests differ; equal digests of one source mean equal payloads but for chance (2⁻⁶⁴).
/// Digests of different sources must not be compared.
public struct PayloadHash: Hashable, Sendable, BitwiseCopyable {
  public var rawValue: UInt64

  public init(_ rawValue: UInt64) { self.rawValue = rawValue }

  /// Digests bytes with FNV-1a, the same in every run and on every machine.
  public init(of bytes: Span<UInt8>) {
    var hash: UInt64 = 0xcbf2_9ce4_8422_2325
    for i in bytes.indices {
      hash = (hash ^ UInt64(bytes[i])) &* 0x100_0000_01b3
    }
    self.init(hash)
  }
}

extension PayloadHash: CustomStringConvertible {
  /// Sixteen lower-case hexadecimal digits.
  public var description: String {
    let digits = String(rawValue, radix: 16)
    return String(repeating: "0", count: 16 - digits.count) + digits
  }
}
