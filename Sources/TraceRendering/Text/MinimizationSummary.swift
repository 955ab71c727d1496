import RaftModel
public import RaftTraceChecker
public import TraceFormat

/// A minimization with all that a report of it says: how it ended, and what a check says of the trace that was written.
public struct MinimizationSummary {
  /// Why nothing smaller was looked for any more.
  public enum Ending: String, Sendable {
    case finished
    /// The time, or the number of candidates, was used up.
    case budget
    case interrupted
  }

  public var minimization: Minimization
  /// The names of the trace that was minimized.
  public var symbols: TraceSymbols
  /// The check of the result as it was written, so that places are those of the file.
  public var report: CheckReport
  /// The names and the file of that check.
  public var context: ReportContext
  public var ending: Ending
  /// How long it took; nil where that is not told.
  public var seconds: Double?

  public init(
    _ minimization: Minimization, symbols: TraceSymbols, report: CheckReport, context: ReportContext,
    ending: Ending, seconds: Double? = nil
  ) {
    self.minimization = minimization
    self.symbols = symbols
    self.report = report
    self.context = context
    self.ending = ending
    self.seconds = seconds
  }

  /// The servers of the result that have another name in the trace, with that name.
  var renamed: [(name: String, original: String)] {
    guard case .rerun(let rerun) = minimization.method else { return [] }
    let names = UniqueNames(symbols)
    return rerun.servers.enumerated().map { i, server in ("n\(i + 1)", names[server]) }
      .filter { $0.name != $0.original }
  }

  /// The steps of the result, in words.
  var steps: [(words: String, isDeviation: Bool)] {
    guard case .rerun(let rerun) = minimization.method else { return [] }
    return rerun.steps.map { step in
      let words = ActionWords.words(step.action) { server in
        let number = Int(server.rawValue)
        return number < rerun.names.count ? rerun.names[number] : server.modelName
      }
      return (words, step.isDeviation)
    }
  }

  /// What the report says of the target alone: neither other properties nor the other layer.
  var targetReport: CheckReport {
    var report = report
    switch minimization.target {
    case .property(let name, let kind):
      report = report.restricted(to: [name])
      report.conformance = nil
      report.violations.removeAll { $0.clash.kind != kind }
    case .step(let requirement):
      report.violations = []
      report.conformance?.refutations.removeAll { $0.nearMisses.first?.requirement != requirement }
    }
    return report
  }
}

extension ViolationTarget {
  /// The name that `--property` and `explain` know: the property, or the requirement that no step met.
  public var name: String {
    switch self {
    case .property(let name, _): name.rawValue
    case .step(let requirement): requirement.rawValue
    }
  }
}
