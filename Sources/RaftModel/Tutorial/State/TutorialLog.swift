/// A log of the tutorial without its sentinel: at most eight entries, packed into one word.
///
/// FizzBee's Raft tutorial, `self.log = [(0, "")]`. Index 0 is the sentinel, so indices are those of Raft §5.3; the tutorial's
/// `len(self.log)` is `length`, one more than the index of the last entry.
public struct TutorialLog: Hashable, Sendable, BitwiseCopyable {
  /// The entry at index i is byte i − 1.
  private(set) var bits: UInt64

  /// The largest index that a log can have.
  public static let indexMaximum = 8

  init(bits: UInt64 = 0) { self.bits = bits }

  public var lastIndex: Int { (71 - bits.leadingZeroBitCount) / 8 }

  /// The tutorial's `len(self.log)`, which counts the sentinel.
  var length: Int { lastIndex + 1 }

  public var lastTerm: UInt8 { self[lastIndex].term }

  /// The entry at an index; none for the sentinel and behind the end.
  public subscript(index: Int) -> TutorialEntry {
    index < 1 || index > Self.indexMaximum
      ? .none : TutorialEntry(rawValue: UInt8(truncatingIfNeeded: bits >> (8 * (index - 1))))
  }

  mutating func append(_ entry: TutorialEntry) {
    precondition(lastIndex < Self.indexMaximum, "the bounds allow it")
    bits |= UInt64(entry.rawValue) << (8 * lastIndex)
  }

  /// Removes the entry at an index and all behind it.
  mutating func truncate(from index: Int) {
    bits = prefix(index - 1).bits
  }

  /// The entries up to and with an index.
  func prefix(_ lastIndex: Int) -> TutorialLog {
    TutorialLog(bits: lastIndex >= Self.indexMaximum ? bits : bits & (1 << (8 * UInt64(lastIndex)) - 1))
  }

  /// The entries behind an index, from index 1 on.
  func suffix(after index: Int) -> TutorialLog {
    TutorialLog(bits: index >= Self.indexMaximum ? 0 : bits >> (8 * UInt64(index)))
  }
}

extension TutorialLog: CustomStringConvertible {
  public var description: String {
    "[" + (0...lastIndex).map { "\(self[$0])" }.joined(separator: ", ") + "]"
  }
}
