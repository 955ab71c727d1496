/// Writes a segment of etcd's write-ahead log, from its documented layout and apart from the reader.
struct WALWriter {
  private(set) var bytes: [UInt8] = []
  /// Where each record ends.
  private(set) var ends: [Int] = []
  private var sum: UInt32

  init(sum: UInt32 = 0) {
    self.sum = sum
    frame([8, 4, 16] + varint(UInt64(sum)))
  }

  mutating func metadata(node: UInt64, cluster: UInt64 = 9) { record(1, field(1, node) + field(2, cluster)) }

  mutating func entry(_ index: UInt64, term: UInt64, _ data: String = "", isChange: Bool = false) {
    let payload = Array(data.utf8)
    let body = field(1, isChange ? 1 : 0) + field(2, term) + field(3, index)
    record(2, body + (payload.isEmpty ? [] : [0x22] + varint(UInt64(payload.count)) + payload))
  }

  mutating func state(term: UInt64, vote: UInt64, commit: UInt64) {
    record(3, field(1, term) + field(2, vote) + field(3, commit))
  }

  mutating func snapshot(_ index: UInt64, term: UInt64) { record(5, field(1, index) + field(2, term)) }

  mutating func reserve(_ count: Int) { bytes += [UInt8](repeating: 0, count: count) }

  private mutating func record(_ type: UInt8, _ data: [UInt8]) {
    sum = ~sum
    for byte in data {
      sum ^= UInt32(byte)
      for _ in 0..<8 { sum = sum & 1 == 1 ? sum >> 1 ^ 0x82f6_3b78 : sum >> 1 }
    }
    sum = ~sum
    frame([8, type, 16] + varint(UInt64(sum)) + [0x1a] + varint(UInt64(data.count)) + data)
  }

  private mutating func frame(_ body: [UInt8]) {
    let padding = (8 - body.count % 8) % 8
    let length = UInt64(body.count) | (padding == 0 ? 0 : UInt64(0x80 | padding) << 56)
    bytes += (0..<8).map { UInt8(truncatingIfNeeded: length >> (8 * UInt64($0))) }
    bytes += body + [UInt8](repeating: 0, count: padding)
    ends.append(bytes.count)
  }

  private func field(_ number: UInt8, _ value: UInt64) -> [UInt8] { [number << 3] + varint(value) }

  private func varint(_ value: UInt64) -> [UInt8] {
    var value = value
    var bytes: [UInt8] = []
    while value >= 0x80 {
      bytes.append(UInt8(value & 0x7f) | 0x80)
      value >>= 7
    }
    return bytes + [UInt8(value)]
  }
}
