import RaftModel
public import TraceFormat

/// Makes of a trace that shows a violation the smallest one found that shows the same.
public struct Minimizer {
  /// How a smaller trace is looked for.
  public enum Approach: String, CaseIterable, Sendable {
    /// By execution in a model where the trace tells every step and that leads to the violation; otherwise by evidence.
    case automatic
    case rerun
    case evidence
  }

  private let trace: RecordedTrace
  private let symbols: TraceSymbols
  private let target: ViolationTarget
  private let report: CheckReport?
  public var approach = Approach.automatic
  /// Whether a run may be explained by a mutation of the catalogue; otherwise by Raft and what deviates from it.
  public var knowsMutations = true

  /// - Parameter target: the violation to keep; the check of the trace must show it.
  /// - Parameter report: what the check of the trace says; it is made where it is not given.
  public init(
    _ trace: RecordedTrace, symbols: TraceSymbols, target: ViolationTarget, report: CheckReport? = nil
  ) {
    self.trace = trace
    self.symbols = symbols
    self.target = target
    self.report = report
  }

  /// Minimizes until nothing smaller is found, or until `progress` says no: then the best so far is the result.
  ///
  /// - Parameter progress: called before each candidate is put to the test; false ends the minimization.
  /// - Returns: nil where the approach was to execute the trace again, and that does not lead to the violation.
  public func run(progress: @escaping (MinimizationProgress) -> Bool = { _ in true }) -> Minimization? {
    let report = report ?? trace.check(symbols: symbols)
    if approach != .evidence {
      var isStopped = false
      for condensation in condensations(report) where !isStopped {
        if let minimization = rerun(condensation, report, &isStopped, progress) { return minimization }
      }
    }
    return approach == .rerun ? nil : evidence(report, progress)
  }

  private func evidence(
    _ report: CheckReport, _ progress: @escaping (MinimizationProgress) -> Bool
  ) -> Minimization {
    let reduction = EvidenceReduction(trace: trace, symbols: symbols, target: target, report: report)
    let (result, calls, isOneMinimal) = reduction.run(progress: progress)
    return Minimization(
      target: target, method: .evidence, before: TraceSize(of: trace), after: TraceSize(of: result),
      result: result, report: result.check(symbols: symbols), oracleCalls: calls, isOneMinimal: isOneMinimal)
  }

  private func rerun(
    _ condensation: LogScale?, _ report: CheckReport, _ isStopped: inout Bool,
    _ progress: @escaping (MinimizationProgress) -> Bool
  ) -> Minimization? {
    // What happened between the lines of several logs, or between lines that are missing, is not known.
    guard approach == .rerun || trace.dialects.allSatisfy({ $0.isComplete && $0.isOrdered }),
      let schedule = schedule(condensation)
    else { return nil }
    var minimization = RerunMinimization(schedule, symbols: symbols, target: target, progress: progress)
    minimization.knowsMutations = knowsMutations
    minimization.isCondensed = condensation != nil
    var found: RerunMinimization.Outcome?
    if let end = lastLine(report) {
      found = minimization.run(schedule.steps.filter { $0.lines.lowerBound <= end })
    }
    // What decides that something is missing may stand behind the lines that show it.
    if found == nil, !minimization.isStopped { found = minimization.run(schedule.steps) }
    isStopped = minimization.isStopped
    guard let outcome = found, !outcome.executed.isEmpty else {
      return nil
    }

    let names = CanonicalNames(outcome.executed, servers: outcome.problem.rerun.servers)
    let result = RerunTrace(
      outcome.executed, of: outcome.problem.rerun, symbols: symbols, names: names
    ).trace
    let finalReport = result.check(symbols: symbols)
    guard target.isShown(by: finalReport) else { return nil }
    if outcome.executed.count >= schedule.steps.count, result.lines.count >= trace.lines.count {
      return untouched(report, schedule, minimization.oracleCalls, outcome.isOneMinimal)
    }
    let description = Minimization.RerunDescription(
      mutation: outcome.hypothesis.mutation, alternatives: outcome.alternatives,
      deviationCount: outcome.executed.count { $0.deviates },
      servers: names.order.map { schedule.servers[Int($0.rawValue)] },
      steps: outcome.executed.map { Minimization.RerunStep($0.step.action, isDeviation: $0.deviates) },
      names: names.byNumber)
    return Minimization(
      target: target, method: .rerun(description), before: TraceSize(of: trace, steps: schedule.steps.count),
      after: TraceSize(of: result, steps: outcome.executed.count), result: result, report: finalReport,
      oracleCalls: minimization.oracleCalls, isOneMinimal: outcome.isOneMinimal)
  }

  /// The trace itself, where a run of its own would be no smaller.
  private func untouched(
    _ report: CheckReport, _ schedule: Schedule, _ calls: Int, _ isOneMinimal: Bool
  ) -> Minimization {
    let size = TraceSize(of: trace, steps: schedule.steps.count)
    return Minimization(
      target: target, method: .untouched, before: size, after: size, result: trace, report: report,
      oracleCalls: calls, isOneMinimal: isOneMinimal)
  }

  private func schedule(_ condensation: LogScale?) -> Schedule? {
    var lines = trace
    if let condensation { lines = trace.condensed(by: condensation) }
    return try? ScheduleReader(lines, symbols: symbols).read()
  }

  /// How many entries of longer logs are told apart: as many as a modelled log has room for, then fewer.
  private static let condensedLengths = [12, 6]

  /// The numberings of the logs under which the steps are run again, nil for that of the trace.
  private func condensations(_ report: CheckReport) -> [LogScale?] {
    let places = placesByPosition
    let focus = target.positions(in: report).map { $0.compactMap { places[$0] } }
      .min { $0.max() ?? .max < $1.max() ?? .max }
    let landmarks = LogLandmarks(trace, focus: focus ?? [])
    guard landmarks.exceedModel else { return [nil] }
    return Self.condensedLengths.map { landmarks.scale(atMost: $0) } + [nil]
  }

  private var placesByPosition: [SourcePosition: Int] {
    var places: [SourcePosition: Int] = [:]
    for (place, line) in trace.lines.enumerated() { places[line.event.position] = place }
    return places
  }

  /// The place of the last line that the violation needs, among the lines of the trace.
  private func lastLine(_ report: CheckReport) -> Int? {
    let places = placesByPosition
    return target.positions(in: report).compactMap { positions in
      positions.compactMap { places[$0] }.max()
    }.min()
  }
}
