/// A sequence of elements that shows something, and the question whether some of them are enough.
public protocol ReductionProblem {
  associatedtype Element

  /// Puts a candidate to the test.
  ///
  /// - Returns: what of the candidate was really used, where it shows what must be shown: never more elements than the
  ///   candidate has; nil where it does not show it.
  mutating func attempt(_ candidate: [Element]) -> [Element]?
}
