/// The number of an election; 0 before any.
///
/// Raft §5.1: terms act as a logical clock, so they order what happened where wall clocks cannot.
@frozen
public struct Term: Hashable, Comparable, Sendable, BitwiseCopyable {
  public var rawValue: UInt64

  @inlinable
  public init(_ rawValue: UInt64) { self.rawValue = rawValue }

  /// The term of a server that has never seen an election.
  @inlinable
  public static var zero: Term { Term(0) }

  @inlinable
  public static func < (a: Term, b: Term) -> Bool { a.rawValue < b.rawValue }
}

extension Term: CustomStringConvertible {
  public var description: String { "\(rawValue)" }
}
