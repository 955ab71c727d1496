@testable import RaftTraceChecker

/// Numbers of which some are enough, as a function says.
struct NumberProblem: ReductionProblem {
  let calls = CallCounter()
  /// What is used of a candidate; nil where it is not enough.
  var used: ([Int]) -> [Int]?

  /// All of these numbers are needed, and no others.
  init(needing needed: Set<Int>) {
    used = { needed.isSubset(of: $0) ? $0 : nil }
  }

  init(used: @escaping ([Int]) -> [Int]?) { self.used = used }

  func attempt(_ candidate: [Int]) -> [Int]? {
    calls.count += 1
    return used(candidate)
  }

  /// These numbers are needed, and of what else is there some must be, at times: less is now enough and now not.
  static func capricious(needing needed: Set<Int>, seed: UInt64) -> NumberProblem {
    NumberProblem {
      guard needed.isSubset(of: $0) else { return nil }
      var hash = seed
      for number in $0 { hash = (hash ^ UInt64(number)) &* 0x100_0000_01b3 }
      return hash % 5 < 2 || $0.count > 60 ? $0 : nil
    }
  }

  /// What follows the last needed number is not used.
  static func ending(needing needed: Set<Int>) -> NumberProblem {
    NumberProblem {
      guard needed.isSubset(of: $0), let end = $0.lastIndex(where: needed.contains) else { return nil }
      return Array($0[...end])
    }
  }
}

/// Delta debugging as plainly as it can be said: it keeps nothing in mind.
func plainDeltaDebugging(_ problem: NumberProblem, _ start: [Int]) -> [Int] {
  var best = start
  var size = max(1, best.count / 2)
  while true {
    let before = best
    var begin = 0
    while begin < best.count {
      let fewer = Array(best[..<begin] + best[min(begin + size, best.count)...])
      if let used = problem.attempt(fewer) { best = used } else { begin += size }
    }
    if size == 1, best == before { return best }
    size = max(1, size / 2)
  }
}
