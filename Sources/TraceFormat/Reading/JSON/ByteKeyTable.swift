/// An immutable table from short keys to values, looked up by bytes without making a `String`.
///
/// Serves JSON keys and names of events. Open addressing over the first and last eight bytes and the length.
public struct ByteKeyTable<Value> {
  fileprivate struct Entry {
    let head: UInt64
    let key: [UInt8]
    let value: Value
  }

  private let entries: [Entry]
  /// The entry's number plus 1, or 0 where the slot is free; the count is a power of two.
  private let slots: [UInt16]

  /// Takes each key once, at most 16,384 of them.
  public init(_ pairs: KeyValuePairs<String, Value>) {
    self.init(pairs.map { ($0.key, $0.value) })
  }

  /// Takes each key once, at most 16,384 of them.
  public init(_ pairs: [(String, Value)]) {
    precondition(pairs.count <= 1 << 14, "a table of \(pairs.count) keys")
    var slotCount = 8
    while slotCount < pairs.count * 4 { slotCount *= 2 }
    var slots = [UInt16](repeating: 0, count: slotCount)
    var entries: [Entry] = []
    for (key, value) in pairs {
      let key = Array(key.utf8)
      precondition(!entries.contains { $0.key == key }, "a key occurs twice")
      let (head, hash) = Self.hash(key.span, 0..<key.count)
      var slot = hash & (slotCount - 1)
      while slots[slot] != 0 { slot = (slot + 1) & (slotCount - 1) }
      entries.append(Entry(head: head, key: key, value: value))
      slots[slot] = UInt16(entries.count)
    }
    self.entries = entries
    self.slots = slots
  }

  /// Looks up the bytes at a place.
  public func value(_ bytes: Span<UInt8>, _ range: Range<Int>) -> Value? {
    let (head, hash) = Self.hash(bytes, range)
    var slot = hash & (slots.count - 1)
    while slots[slot] != 0 {
      let number = Int(slots[slot]) - 1
      if entries[number].head == head, Self.equal(entries[number].key, bytes, range) {
        return entries[number].value
      }
      slot = (slot + 1) & (slots.count - 1)
    }
    return nil
  }

  /// Looks up a scanned string, decoded if it has escapes.
  public func value(_ bytes: Span<UInt8>, _ string: JSONString) -> Value? {
    guard string.hasEscapes else { return value(bytes, string.range) }
    let decoded = string.utf8(in: bytes)
    return value(decoded.span, 0..<decoded.count)
  }

  @inline(__always)
  private static func hash(_ bytes: Span<UInt8>, _ range: Range<Int>) -> (head: UInt64, hash: Int) {
    let head = word(bytes, range.lowerBound, min(range.count, 8))
    let tail = range.count > 8 ? word(bytes, range.upperBound - 8, 8) : 0
    let word = head ^ (tail << 1) ^ UInt64(truncatingIfNeeded: range.count)
    let product = word.multipliedFullWidth(by: 0x9e37_79b9_7f4a_7c15)
    return (head, Int(truncatingIfNeeded: (product.high ^ product.low) >> 20))
  }

  /// Packs up to eight bytes, the first lowest; missing ones are 0.
  @inline(__always)
  private static func word(_ bytes: Span<UInt8>, _ offset: Int, _ count: Int) -> UInt64 {
    if offset + 8 <= bytes.count {
      let word = bytes.bytes.unsafeLoadUnaligned(fromByteOffset: offset, as: UInt64.self)
      return UInt64(littleEndian: word) & (count == 8 ? .max : (1 << UInt64(count * 8)) &- 1)
    }
    var word: UInt64 = 0
    for i in 0..<count { word |= UInt64(bytes[offset + i]) << UInt64(i * 8) }
    return word
  }

  /// Compares lengths, and the bytes behind the first eight.
  @inline(__always)
  private static func equal(_ key: [UInt8], _ bytes: Span<UInt8>, _ range: Range<Int>) -> Bool {
    guard key.count == range.count else { return false }
    var i = 8
    while i < key.count {
      if key[i] != bytes[range.lowerBound + i] { return false }
      i += 1
    }
    return true
  }
}

extension ByteKeyTable: Sendable where Value: Sendable {}
extension ByteKeyTable.Entry: Sendable where Value: Sendable {}
