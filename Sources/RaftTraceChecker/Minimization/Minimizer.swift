public import TraceFormat

/// Makes of a trace that shows a violation the smallest one found that shows the same.
public struct Minimizer {
  private let trace: RecordedTrace
  private let symbols: TraceSymbols
  private let target: ViolationTarget
  /// Whether the result may be a run of its own; otherwise it is lines of the trace.
  public var allowsRerun = true

  /// - Parameter target: the violation to keep; the check of the trace must show it.
  public init(_ trace: RecordedTrace, symbols: TraceSymbols, target: ViolationTarget) {
    self.trace = trace
    self.symbols = symbols
    self.target = target
  }

  /// Minimizes until nothing smaller is found, or until `progress` says no: then the best so far is the result.
  ///
  /// - Parameter progress: called before each candidate is put to the test; false ends the minimization.
  public func run(progress: (MinimizationProgress) -> Bool = { _ in true }) -> Minimization {
    let report = trace.check(symbols: symbols)
    let size = TraceSize(events: trace.lines.count, steps: nil, servers: report.servers.count, terms: 0)
    return Minimization(
      target: target, method: .evidence, before: size, after: size, result: trace, report: report,
      oracleCalls: 0, isOneMinimal: false)
  }
}
