/// Leaves out single elements until none can be left out, and then two at once where there are few.
enum OneByOne {
  /// - Returns: whether each single element was left out of the result and was missed; false where the reduction was stopped.
  @discardableResult
  static func reduce<Problem>(_ reduction: inout Reduction<Problem>) -> Bool {
    while reduction.sweep(chunksOf: 1) {}
    return !reduction.isStopped
  }

  /// The most elements of a sequence whose pairs are tried.
  static let pairedCountMaximum = 40

  /// Tries every two elements together; ends with the first success, as single elements may be superfluous then.
  ///
  /// - Returns: whether two could be left out.
  @discardableResult
  static func removePair<Problem>(_ reduction: inout Reduction<Problem>) -> Bool {
    let count = reduction.current.count
    guard count <= pairedCountMaximum else { return false }
    for second in (0..<count).reversed() {
      for first in (0..<second).reversed() where !reduction.isStopped {
        if reduction.remove({ $0 == first || $0 == second }) { return true }
      }
    }
    return false
  }
}
