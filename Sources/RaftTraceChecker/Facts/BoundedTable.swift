/// A key that mixes itself into 64 bits, the same in every run.
protocol MixedKey: Equatable {
  var mixed: UInt64 { get }
}

/// A table that holds a limited number of keys; a full set of four forgets the key that was used least recently.
///
/// It keeps a check's memory independent of the trace's length: what is forgotten can no longer be compared, so forgetting
/// loses a violation at worst and never makes one.
struct BoundedTable<Key: MixedKey, Value> {
  private struct Slot {
    var key: Key
    var value: Value
    var used: UInt64
  }

  private static var ways: Int { 4 }

  private var slots: [Slot?]
  private let capacity: Int
  private var clock: UInt64 = 0

  /// - Parameter capacity: the most keys, a power of two; a small table grows up to it.
  init(capacity: Int) {
    self.capacity = capacity
    slots = Array(repeating: nil, count: min(capacity, 256))
  }

  /// Gives the value of a key to change in place, made by `initial` if the key is not in the table.
  mutating func update<Result>(
    _ key: Key, initial: @autoclosure () -> Value, _ change: (inout Value) -> Result
  ) -> Result {
    clock += 1
    let i = index(for: key)
    if slots[i]?.key != key { slots[i] = Slot(key: key, value: initial(), used: clock) }
    slots[i]?.used = clock
    return change(&slots[i]!.value)
  }

  /// The slot that holds the key, or the one to put it in.
  private mutating func index(for key: Key) -> Int {
    while true {
      let first = (Int(truncatingIfNeeded: key.mixed) & (slots.count / Self.ways - 1)) * Self.ways
      var oldest = first
      for i in first..<first + Self.ways {
        guard let slot = slots[i] else { return i }
        if slot.key == key { return i }
        if slot.used < slots[oldest]?.used ?? 0 { oldest = i }
      }
      if slots.count >= capacity { return oldest }
      grow()
    }
  }

  private mutating func grow() {
    let old = slots
    slots = Array(repeating: nil, count: old.count * 2)
    for case let slot? in old { slots[index(for: slot.key)] = slot }
  }
}

extension UInt64 {
  /// Spreads every bit over all others (the finalizer of MurmurHash3).
  var mixed: UInt64 {
    var z = self
    z = (z ^ (z >> 33)) &* 0xff51_afd7_ed55_8ccd
    z = (z ^ (z >> 33)) &* 0xc4ce_b9fe_1a85_ec53
    return z ^ (z >> 33)
  }
}
