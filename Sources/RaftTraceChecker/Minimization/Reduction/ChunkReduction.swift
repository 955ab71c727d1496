/// Reduces once by counters and once by delta debugging, from the same start, and keeps the better result.
///
/// Where less than the whole can be executed in more than one way, the two end in different places, and neither always
/// in the better one.
enum ChunkReduction {
  static func reduce<Problem>(
    _ reduction: inout Reduction<Problem>, isBetter: ([Problem.Element], [Problem.Element]) -> Bool
  ) {
    let (start, version) = (reduction.current, reduction.version)
    CounterReduction.reduce(&reduction)
    OneByOne.reduce(&reduction)
    guard reduction.version != version, !reduction.isStopped else { return }
    let byCounters = reduction.current
    reduction.replace(with: start)
    DeltaDebugging.reduce(&reduction)
    if !isBetter(reduction.current, byCounters) { reduction.replace(with: byCounters) }
  }
}
