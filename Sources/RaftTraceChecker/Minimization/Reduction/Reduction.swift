/// A reduction under way: the sequence that is being made smaller, and what it has cost so far.
///
/// The passes share it. Between two of them it is always a sequence that was put to the test as it stands, so it can be
/// stopped at any time and what it holds is a result.
struct Reduction<Problem: ReductionProblem> {
  typealias Element = Problem.Element

  private var problem: Problem
  /// The sequence that passes work upon: as it was executed, not as it was asked for.
  private(set) var current: [Element]
  /// How often `current` has become another one.
  private(set) var version = 0
  private(set) var callCount = 0
  /// The length of the shortest sequence so far.
  private var shortestCount: Int
  /// Whether `progress` has said no: from then on no candidate is put to the test.
  private(set) var isStopped = false
  /// What is being tried.
  var pass: StaticString = "start"
  /// Selections of `current` that were tried in vain, each a bit for every element.
  private var failures: Set<[UInt64]> = []
  private let progress: (MinimizationProgress) -> Bool

  /// Begins with the whole sequence.
  ///
  /// - Returns: nil where the sequence itself does not show what must be shown.
  init?(
    _ problem: Problem, start: [Element], progress: @escaping (MinimizationProgress) -> Bool = { _ in true }
  ) {
    self.problem = problem
    current = start
    shortestCount = start.count
    self.progress = progress
    guard goesOn() else { return }
    callCount = 1
    guard let executed = self.problem.attempt(start) else { return nil }
    replace(with: executed)
  }

  /// Puts a sequence to the test; nothing becomes of it here.
  ///
  /// - Returns: what was executed; nil where that does not show what must be shown, or where the reduction is stopped.
  mutating func attempt(_ candidate: [Element]) -> [Element]? {
    guard goesOn() else { return nil }
    callCount += 1
    return problem.attempt(candidate)
  }

  /// Asks whether to go on, as is done before each candidate; for passes that search by themselves.
  mutating func goesOn() -> Bool {
    if isStopped { return false }
    isStopped = !progress(MinimizationProgress(pass: pass, size: shortestCount, oracleCalls: callCount))
    return !isStopped
  }

  /// Goes on with another sequence: one that `attempt` has returned, as it was returned.
  mutating func replace(with executed: [Element]) {
    current = executed
    shortestCount = min(shortestCount, executed.count)
    version += 1
    failures.removeAll(keepingCapacity: true)
  }

  /// Tries the sequence without the elements at these places, unless just that was tried before.
  ///
  /// - Returns: whether less is enough; then `current` is shorter, by what was left out or by more.
  mutating func remove(_ isLeftOut: (Int) -> Bool) -> Bool {
    if isStopped { return false }
    var key = [UInt64](repeating: 0, count: (current.count + 63) / 64)
    var candidate: [Element] = []
    for (place, element) in current.enumerated() where !isLeftOut(place) {
      key[place / 64] |= 1 << UInt64(place % 64)
      candidate.append(element)
    }
    guard candidate.count < current.count, !failures.contains(key) else { return false }
    guard let executed = attempt(candidate), executed.count < current.count else {
      if !isStopped { failures.insert(key) }
      return false
    }
    replace(with: executed)
    return true
  }

  mutating func remove(_ places: Range<Int>) -> Bool { remove(places.contains) }

  /// Tries the sequence without each of its chunks, one after the other.
  ///
  /// Measured over 72 random runs of wrong Rafts: from the front ends smaller than from the back, with fewer calls, as steps
  /// are skipped when what they wait for is gone. Where they fail the candidate instead, the back would be the better end.
  ///
  /// - Returns: whether any could be left out.
  @discardableResult
  mutating func sweep(chunksOf size: Int) -> Bool {
    let before = version
    var begin = 0
    while begin < current.count, !isStopped {
      if !remove(begin..<min(begin + size, current.count)) { begin += size }
    }
    return version != before
  }
}
