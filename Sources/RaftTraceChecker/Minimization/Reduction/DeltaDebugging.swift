/// Leaves out ever smaller chunks, and single elements until none can be left out.
///
/// Zeller and Hildebrandt 2002. Of their two kinds of candidates only the complements of chunks are tried: a chunk of a run
/// by itself hardly ever shows what the run shows.
enum DeltaDebugging {
  static func reduce<Problem>(_ reduction: inout Reduction<Problem>) {
    var size = max(1, reduction.current.count / 2)
    while !reduction.isStopped {
      let hasShrunk = reduction.sweep(chunksOf: size)
      if size == 1, !hasShrunk { return }
      size = max(1, size / 2)
    }
  }
}
