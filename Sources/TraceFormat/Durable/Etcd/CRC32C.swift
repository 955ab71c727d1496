/// The check sum CRC-32C (Castagnoli), which runs on from record to record.
struct CRC32C {
  private static let table: [UInt32] = (0..<256).map { i in
    (0..<8).reduce(UInt32(i)) { value, _ in value & 1 == 1 ? value >> 1 ^ 0x82f6_3b78 : value >> 1 }
  }

  private(set) var value: UInt32

  init(_ value: UInt32 = 0) { self.value = value }

  mutating func update(_ bytes: Span<UInt8>) {
    var sum = ~value
    for i in bytes.indices { sum = Self.table[Int((sum ^ UInt32(bytes[i])) & 0xff)] ^ sum >> 8 }
    value = ~sum
  }
}
