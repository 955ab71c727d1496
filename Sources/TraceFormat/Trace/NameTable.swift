/// Names and their numbers: equal bytes get equal numbers, counted from 0 in the order of first appearance.
///
/// Looked up by bytes, so that reading an event makes no `String`.
public struct NameTable: Sendable {
  private var bytes: [UInt8] = []
  private var ends: [Int] = []
  /// Open addressing; 0 is free, otherwise the number plus one.
  private var slots: [UInt32] = Array(repeating: 0, count: 64)

  public init() {}

  public var count: Int { ends.count }

  /// The number of a name, given anew if it was never seen.
  public mutating func intern(_ name: Span<UInt8>) -> UInt32 {
    var slot = Int(truncatingIfNeeded: PayloadHash(of: name).rawValue) & (slots.count - 1)
    while slots[slot] != 0 {
      let number = slots[slot] - 1
      if isEqual(number, name) { return number }
      slot = (slot + 1) & (slots.count - 1)
    }
    return insert(name, at: slot)
  }

  public mutating func intern(_ name: String) -> UInt32 {
    let utf8 = Array(name.utf8)
    return intern(utf8.span)
  }

  /// The name of a number that this table gave.
  public subscript(number: UInt32) -> String {
    String(decoding: bytes[range(of: number)], as: UTF8.self)
  }

  /// The bytes of a name, for writers.
  public func withBytes<Result>(of number: UInt32, _ body: (ArraySlice<UInt8>) -> Result) -> Result {
    body(bytes[range(of: number)])
  }

  private func range(of number: UInt32) -> Range<Int> {
    let i = Int(number)
    return (i == 0 ? 0 : ends[i - 1])..<ends[i]
  }

  private func isEqual(_ number: UInt32, _ name: Span<UInt8>) -> Bool {
    let range = range(of: number)
    guard range.count == name.count else { return false }
    for i in name.indices where bytes[range.lowerBound + i] != name[i] { return false }
    return true
  }

  private mutating func insert(_ name: Span<UInt8>, at slot: Int) -> UInt32 {
    for i in name.indices { bytes.append(name[i]) }
    ends.append(bytes.count)
    slots[slot] = UInt32(ends.count)
    if ends.count * 2 > slots.count { grow() }
    return UInt32(ends.count - 1)
  }

  private mutating func grow() {
    slots = Array(repeating: 0, count: slots.count * 2)
    for number in ends.indices {
      let hash = PayloadHash(of: bytes.span.extracting(range(of: UInt32(number))))
      var slot = Int(truncatingIfNeeded: hash.rawValue) & (slots.count - 1)
      while slots[slot] != 0 { slot = (slot + 1) & (slots.count - 1) }
      slots[slot] = UInt32(number + 1)
    }
  }
}
