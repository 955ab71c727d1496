/// Room in which a state is written as bytes, and their fingerprint.
public struct StateBytes: ~Copyable {
  private let base: UnsafeMutablePointer<UInt8>
  private let capacity: Int
  public private(set) var count = 0

  public init(capacity: Int = 8192) {
    self.capacity = capacity
    base = .allocate(capacity: capacity)
    base.initialize(repeating: 0, count: capacity)
  }

  deinit { base.deallocate() }

  public mutating func removeAll() { count = 0 }

  /// Shortens what is written to its first `count` bytes.
  mutating func truncate(to count: Int) { self.count = count }

  @inline(__always)
  public mutating func append(_ byte: UInt8) {
    precondition(count < capacity, "a state needs more than \(capacity) bytes")
    base[count] = byte
    count += 1
  }

  /// Appends a number in as few bytes as it needs, seven bits each.
  @inline(__always)
  public mutating func append(number: UInt64) {
    var rest = number
    while rest >= 0x80 {
      append(UInt8(truncatingIfNeeded: rest) | 0x80)
      rest >>= 7
    }
    append(UInt8(truncatingIfNeeded: rest))
  }

  public mutating func append(word: UInt32) {
    for shift in stride(from: 0, to: 32, by: 8) { append(UInt8(truncatingIfNeeded: word >> UInt32(shift))) }
  }

  /// Appends a part of other bytes.
  mutating func append(_ other: borrowing StateBytes, from begin: Int, to end: Int) {
    precondition(begin <= end && end <= other.count && count + end - begin <= capacity)
    (base + count).update(from: other.base + begin, count: end - begin)
    count += end - begin
  }

  mutating func replace(with other: borrowing StateBytes) {
    count = 0
    append(other, from: 0, to: other.count)
  }

  /// Whether these bytes come first in lexicographical order.
  func isLess(than other: borrowing StateBytes) -> Bool {
    Self.isLess(base, count, other.base, other.count)
  }

  /// Whether one part of the bytes comes before another.
  func isLess(_ a: Range<Int>, than b: Range<Int>) -> Bool {
    Self.isLess(base + a.lowerBound, a.count, base + b.lowerBound, b.count)
  }

  private static func isLess(
    _ a: UnsafeMutablePointer<UInt8>, _ aCount: Int, _ b: UnsafeMutablePointer<UInt8>, _ bCount: Int
  ) -> Bool {
    for i in 0..<min(aCount, bCount) where a[i] != b[i] { return a[i] < b[i] }
    return aCount < bCount
  }

  /// A 64-bit digest of the bytes, the same in every run and on every machine.
  public var fingerprint: UInt64 {
    var hash = UInt64(truncatingIfNeeded: count) ^ 0x9e37_79b9_7f4a_7c15
    let raw = UnsafeRawPointer(base)
    var i = 0
    while i + 8 <= count {
      hash = Self.mix(hash ^ UInt64(littleEndian: raw.loadUnaligned(fromByteOffset: i, as: UInt64.self)))
      i += 8
    }
    var tail: UInt64 = 0
    while i < count {
      tail = tail << 8 | UInt64(base[i])
      i += 1
    }
    return Self.mix(Self.mix(hash ^ tail) ^ 0xd6e8_feb8_6659_fd93)
  }

  static func mix(_ word: UInt64) -> UInt64 {
    let product = (word ^ 0xa076_1d64_78bd_642f).multipliedFullWidth(by: 0xe703_7ed1_a0b4_28db)
    return product.high ^ product.low
  }

  /// Calls `body` with the bytes.
  public func withBytes<Result>(_ body: (UnsafeBufferPointer<UInt8>) -> Result) -> Result {
    body(UnsafeBufferPointer(start: base, count: count))
  }
}

/// Reads what `StateBytes` wrote.
public struct StateReader {
  private let bytes: UnsafeBufferPointer<UInt8>
  private var position = 0

  /// - Parameter bytes: must outlive the reader.
  public init(_ bytes: UnsafeBufferPointer<UInt8>) { self.bytes = bytes }

  public mutating func byte() -> UInt8 {
    defer { position += 1 }
    precondition(position < bytes.count, "the bytes of a state end too early")
    return bytes[position]
  }

  public mutating func number() -> UInt64 {
    var result: UInt64 = 0
    var shift: UInt64 = 0
    while true {
      let byte = byte()
      result |= UInt64(byte & 0x7f) << shift
      if byte < 0x80 { return result }
      shift += 7
    }
  }

  public mutating func word() -> UInt32 {
    var result: UInt32 = 0
    for shift in stride(from: 0, to: 32, by: 8) { result |= UInt32(byte()) << UInt32(shift) }
    return result
  }
}
