/// The term and index of an entry, ordered by §5.4.1's "more up-to-date": term first, then index.
///
/// Raft §5.4.1: the log whose last entry has the later term is more up-to-date; with equal terms, the longer one.
@frozen
public struct LogPosition: Hashable, Comparable, Sendable, BitwiseCopyable {
  public var term: Term
  public var index: LogIndex

  @inlinable
  public init(term: Term, index: LogIndex) {
    self.term = term
    self.index = index
  }

  /// The end of an empty log.
  @inlinable
  public static var zero: LogPosition { LogPosition(term: .zero, index: .zero) }

  @inlinable
  public static func < (a: LogPosition, b: LogPosition) -> Bool {
    a.term != b.term ? a.term < b.term : a.index < b.index
  }
}
