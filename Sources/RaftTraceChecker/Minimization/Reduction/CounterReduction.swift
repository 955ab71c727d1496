/// Leaves out chunks whose size follows from how often each element was tried in vain.
///
/// Zhang, Xu, Tian, Cheng and Sun 2024, arXiv 2408.04735 (counter-based delta debugging): an element is needed with some
/// probability, which rises each time that a chunk with it could not be left out; a chunk is as large as promises to
/// leave out most. Each element is in one chunk of each round, so rounds stand for the counters. What a later removal
/// would have made needless is not tried again: the result need not be 1-minimal, at a fraction of the calls.
enum CounterReduction {
  static func reduce<Problem>(_ reduction: inout Reduction<Problem>) {
    for size in chunkSizes(count: reduction.current.count) where !reduction.isStopped {
      reduction.sweep(chunksOf: size)
    }
  }

  /// The sizes of the chunks, round by round; the last one is 1.
  ///
  /// With probability p, chunks of s leave out s(1 − p)ˢ elements on average, which is most for s = −1 / ln(1 − p). That s is
  /// right one time in e, so each round in vain divides p by 1 − 1/e.
  static func chunkSizes(count: Int) -> [Int] {
    var sizes: [Int] = []
    var probability = min(initialProbability, neededCount / Double(max(count, 1)))
    while probability < 1 {
      let size = max(1, Int(bestSize(probability)))
      if sizes.last != size { sizes.append(size) }
      probability /= 1 - 1 / 2.718_281_828_459_045
    }
    return sizes.last == 1 ? sizes : sizes + [1]
  }

  /// How likely an element of a short sequence is to be needed, before anything is known.
  private static let initialProbability = 0.1
  /// How many elements of a long sequence are likely to be needed.
  private static let neededCount = 16.0

  /// −1 / ln(1 − p) by its series 1/p − 1/2 − p/12 − p²/24 − …, which needs no library and is the same on every machine.
  private static func bestSize(_ p: Double) -> Double {
    1 / p - 0.5 - p / 12 - p * p / 24 - 19 * p * p * p / 720
  }
}
