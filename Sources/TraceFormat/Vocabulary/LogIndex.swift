/// The position of an entry in a log; the first entry has index 1, and 0 means "before the first".
///
/// Raft §5.3 and Figure 2.
@frozen
public struct LogIndex: Hashable, Comparable, Sendable, BitwiseCopyable {
  public var rawValue: UInt64

  @inlinable
  public init(_ rawValue: UInt64) { self.rawValue = rawValue }

  /// The position before the first entry.
  @inlinable
  public static var zero: LogIndex { LogIndex(0) }

  /// The index that follows; stays at the largest value instead of overflowing.
  @inlinable
  public var next: LogIndex { LogIndex(rawValue == .max ? .max : rawValue + 1) }

  /// The index before this one; stays at zero.
  @inlinable
  public var previous: LogIndex { LogIndex(rawValue == 0 ? 0 : rawValue - 1) }

  @inlinable
  public static func < (a: LogIndex, b: LogIndex) -> Bool { a.rawValue < b.rawValue }
}

extension LogIndex: CustomStringConvertible {
  public var description: String { "\(rawValue)" }
}
