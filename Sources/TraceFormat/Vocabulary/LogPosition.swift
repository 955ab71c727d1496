/// The term and index of an entry, ordered by §5.4.1's "more up-to-date": term first, then index.
///
/// Raft §5.4.1: the log whose last entry has the later term is more up-to-date; with equal terms, the longer one.
public struct LogPosition: Hashable, Comparable, Sendable, BitwiseCopyable {
  public var term: Term
  public var index: LogIndex

  public init(term: Term, index: LogIndex) {
    self.term = term
    self.index = index
  }

  /// The end of an empty log.
  public static let zero = LogPosition(term: .zero, index: .zero)

  public static func < (a: LogPosition, b: LogPosition) -> Bool {
    a.term != b.term ? a.term < b.term : a.index < b.index
  }
}
