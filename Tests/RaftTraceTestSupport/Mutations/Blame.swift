public import RaftModel
public import RaftTraceChecker
public import TraceFormat

/// Which step of a run the replay of its trace blames, beside the first that is not Raft's.
public struct Blame: Sendable {
  /// Counted from 1; nil where every step is Raft's.
  public let firstWrongStep: Int?
  /// In what the first wrong step differs.
  public let deviation: Deviation?
  /// The step whose lines the replay refutes first; nil where it refutes none.
  public let blamedStep: Int?
  public let refutation: Refutation?

  /// How many steps after the first wrong one the replay refutes; nil where one of them is missing.
  public var distance: Int? {
    guard let firstWrongStep, let blamedStep else { return nil }
    return blamedStep - firstWrongStep
  }

  /// Records the trace of a run, and replays it.
  public init(_ steps: [Step], of model: RaftModel, mask: Set<TraceAspect>? = nil) {
    let conformance = Conformance(options: model.rules.options)
    var firstWrong: (step: Int, deviation: Deviation)?
    let symbols = TraceSymbols()
    var trace = BehaviorTrace(of: model, symbols: symbols)
    trace.begin(model.initialState)
    var ends = [trace.events.count]
    for (k, step) in steps.enumerated() {
      if firstWrong == nil,
        let deviation = conformance.deviation(before: step.before, step.action, after: step.after)
      {
        firstWrong = (k + 1, deviation)
      }
      trace.record(step)
      ends.append(trace.events.count)
    }
    firstWrongStep = firstWrong?.step
    deviation = firstWrong?.deviation
    var dialect = BehaviorTrace.dialect
    if let mask { dialect.showsMessages = mask.contains(.messages) }
    var checker = TraceChecker(symbols: symbols, layers: [.conformance])
    for event in trace.events {
      guard let shown = mask.map({ $0.shown(of: event) }) ?? event else { continue }
      checker.consider(shown, dialect: dialect)
    }
    refutation = checker.finish().conformance?.refutations.first
    let line = refutation.flatMap { refutation in
      trace.events.firstIndex { $0.position == refutation.position }
    }
    blamedStep = line.flatMap { line in ends.firstIndex { line < $0 } }
  }
}
