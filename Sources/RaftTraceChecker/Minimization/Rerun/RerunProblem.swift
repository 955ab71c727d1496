import RaftModel
import TraceFormat

/// Whether a schedule, executed again, leaves a trace that shows the violation.
struct RerunProblem: ReductionProblem {
  typealias Element = ScheduledStep

  var rerun: Rerun
  let symbols: TraceSymbols
  let target: ViolationTarget

  /// The steps that were executed up to the one that completes the violation.
  func attempt(_ candidate: [ScheduledStep]) -> [ScheduledStep]? { execute(candidate)?.map(\.wanted) }

  /// The same, with the states between the steps.
  func execute(_ candidate: [ScheduledStep]) -> [Rerun.Executed]? {
    let executed = rerun.run(candidate)
    guard let count = stepsNeeded(executed) else { return nil }
    guard count < executed.count else { return executed }
    let shorter = Array(executed.prefix(count))
    return stepsNeeded(shorter) == nil ? executed : shorter
  }

  /// How many steps lead to the end of the first violation that is the target; nil where none is.
  private func stepsNeeded(_ executed: [Rerun.Executed]) -> Int? {
    let trace = RerunTrace(executed, of: rerun, symbols: symbols)
    let report = trace.trace.check(symbols: symbols, layers: [target.layer])
    return target.positions(in: report).compactMap { $0.map(\.line).max() }.map(trace.steps(upTo:)).min()
  }
}
