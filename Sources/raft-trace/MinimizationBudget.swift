import RaftTraceChecker
import TraceRendering

/// How long a minimization goes on: until its time or its candidates are used up, or Ctrl-C.
final class MinimizationBudget {
  private let seconds: Int
  private let candidates: Int?
  private let clock = ContinuousClock()
  private let start: ContinuousClock.Instant
  private let line = ProgressLine(isWanted: false)
  /// Why the minimization ended.
  private(set) var ending = MinimizationSummary.Ending.finished

  init(seconds: Int, candidates: Int?) {
    self.seconds = seconds
    self.candidates = candidates
    start = clock.now
  }

  /// Runs a minimization within the budget; progress is shown on a terminal.
  ///
  /// - Returns: nil where the minimizer does.
  func run(_ minimizer: Minimizer) -> Minimization? {
    Interruption.begin()
    defer {
      Interruption.end()
      line.end()
    }
    return minimizer.run { self.allows($0) }
  }

  /// Seconds since the beginning.
  var elapsed: Double {
    let (seconds, attoseconds) = (clock.now - start).components
    return Double(seconds) + Double(attoseconds) / 1e18
  }

  private func allows(_ progress: MinimizationProgress) -> Bool {
    if Interruption.isWanted {
      ending = .interrupted
    } else if elapsed >= Double(seconds) || candidates.map({ progress.oracleCalls >= $0 }) ?? false {
      ending = .budget
    }
    line.show(
      "\(progress.pass): \(progress.size) left, \(progress.oracleCalls) candidates checked, \(Int(elapsed)) s"
    )
    return ending == .finished
  }
}
