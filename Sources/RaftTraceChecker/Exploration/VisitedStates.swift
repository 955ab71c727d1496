/// The fingerprints of all states seen so far: an open-addressed table without deletion.
///
/// A class because it is large and has one owner; threads may look up at the same time as long as none inserts.
final class VisitedStates {
  private var slots: UnsafeMutablePointer<UInt64>
  private var mask: Int
  private(set) var count = 0

  init() {
    mask = (1 << 16) - 1
    slots = .allocate(capacity: mask + 1)
    slots.initialize(repeating: 0, count: mask + 1)
  }

  deinit { slots.deallocate() }

  /// Bytes that the table takes.
  var byteCount: Int { (mask + 1) * MemoryLayout<UInt64>.size }

  func contains(_ fingerprint: UInt64) -> Bool {
    let key = Self.key(fingerprint)
    var slot = Int(truncatingIfNeeded: key) & mask
    while slots[slot] != 0 {
      if slots[slot] == key { return true }
      slot = (slot + 1) & mask
    }
    return false
  }

  /// Adds a fingerprint.
  ///
  /// - Returns: whether it is new.
  func insert(_ fingerprint: UInt64) -> Bool {
    let key = Self.key(fingerprint)
    var slot = Int(truncatingIfNeeded: key) & mask
    while slots[slot] != 0 {
      if slots[slot] == key { return false }
      slot = (slot + 1) & mask
    }
    slots[slot] = key
    count += 1
    if count > (mask + 1) / 4 * 3 { grow() }
    return true
  }

  /// 0 marks a free slot, so no key is 0.
  private static func key(_ fingerprint: UInt64) -> UInt64 { fingerprint == 0 ? 1 : fingerprint }

  private func grow() {
    let (old, oldMask) = (slots, mask)
    mask = oldMask * 2 + 1
    slots = .allocate(capacity: mask + 1)
    slots.initialize(repeating: 0, count: mask + 1)
    for i in 0...oldMask where old[i] != 0 {
      var slot = Int(truncatingIfNeeded: old[i]) & mask
      while slots[slot] != 0 { slot = (slot + 1) & mask }
      slots[slot] = old[i]
    }
    old.deallocate()
  }
}
