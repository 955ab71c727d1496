/// Reduces once by delta debugging and once by counters, from the same start, and keeps the better result.
///
/// Where what is left can be executed in more than one way, the two end in different places, and neither always in the
/// better one.
enum ChunkReduction {
  /// - Parameters:
  ///   - finish: goes on with what either has come to, before the results are compared.
  ///   - isBetter: whether the first result is better than the second.
  static func reduce<Problem>(
    _ reduction: inout Reduction<Problem>,
    finish: (inout Reduction<Problem>) -> Void = { OneByOne.reduce(&$0) },
    isBetter: ([Problem.Element], [Problem.Element]) -> Bool = { $0.count < $1.count }
  ) {
    let (start, version) = (reduction.current, reduction.version)
    DeltaDebugging.reduce(&reduction)
    finish(&reduction)
    guard reduction.version != version, !reduction.isStopped else { return }
    let first = reduction.current
    reduction.replace(with: start)
    CounterReduction.reduce(&reduction)
    finish(&reduction)
    if !isBetter(reduction.current, first) { reduction.replace(with: first) }
  }
}
