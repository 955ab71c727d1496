import RaftModel
import TraceFormat

/// Whether a schedule, executed again, leaves a trace that shows the violation.
struct RerunProblem: ReductionProblem {
  typealias Element = ScheduledStep

  let rerun: Rerun
  let symbols: TraceSymbols
  let target: ViolationTarget

  /// The steps that were executed up to the one that completes the violation.
  mutating func attempt(_ candidate: [ScheduledStep]) -> [ScheduledStep]? {
    var executed = rerun.run(candidate)
    guard let count = stepsNeeded(executed) else { return nil }
    if count < executed.count {
      let shorter = Array(executed.prefix(count))
      if stepsNeeded(shorter) != nil { executed = shorter }
    }
    return executed.map(\.wanted)
  }

  /// How many steps lead to the end of the first violation that is the target; nil where none is.
  private func stepsNeeded(_ executed: [Rerun.Executed]) -> Int? {
    let trace = RerunTrace(executed, of: rerun, symbols: symbols)
    let report = trace.trace.check(symbols: symbols, layers: [target.layer])
    return target.lastLines(in: report).map { trace.steps(upTo: $0.line) }.min()
  }
}

extension ViolationTarget {
  /// The last line of each violation of a report that is the target.
  func lastLines(in report: CheckReport) -> [SourcePosition] {
    switch self {
    case .property(let name, let kind):
      report.violations.filter { $0.property == name && $0.clash.kind == kind }.compactMap { violation in
        violation.witnesses.map(\.position).max { $0.line < $1.line }
      }
    case .step(let requirement):
      (report.conformance?.refutations ?? []).filter { $0.nearMisses.first?.requirement == requirement }.map(\.position)
    }
  }
}
