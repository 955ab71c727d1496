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

  /// The form in which a run is written before it is replayed.
  public enum Form: Sendable {
    /// All that the native format can show, or what is left of it where only these aspects are shown.
    case native(Set<TraceAspect>? = nil)
    /// As etcd's raft library traces it; the model must not change memberships.
    case etcd
  }

  /// Records the trace of a run, and replays it.
  public init(_ steps: [Step], of model: RaftModel, as form: Form = .native()) {
    let conformance = Conformance(options: model.rules.options)
    let firstWrong = steps.indices.lazy.compactMap { k in
      conformance.deviation(before: steps[k].before, steps[k].action, after: steps[k].after).map {
        (k + 1, $0)
      }
    }.first
    firstWrongStep = firstWrong?.0
    deviation = firstWrong?.1
    let symbols = TraceSymbols()
    var trace = BehaviorTrace(of: model, symbols: symbols)
    trace.begin(model.initialState)
    var ends = [trace.events.count]
    for step in steps {
      trace.record(step)
      ends.append(trace.events.count)
    }
    let blamed =
      switch form {
      case .native(let mask): Self.blamed(trace.events, ends, mask, symbols)
      case .etcd: Self.blamedInEtcd(trace.events, ends, symbols)
      }
    (blamedStep, refutation) = (blamed?.step, blamed?.refutation)
  }

  private static func blamed(
    _ events: [TraceEvent], _ ends: [Int], _ mask: Set<TraceAspect>?, _ symbols: TraceSymbols
  ) -> (step: Int, refutation: Refutation)? {
    var dialect = BehaviorTrace.dialect
    if let mask { dialect.showsMessages = mask.contains(.messages) }
    var checker = TraceChecker(symbols: symbols, layers: [.conformance])
    for event in events {
      guard let shown = mask.map({ $0.shown(of: event) }) ?? event else { continue }
      checker.consider(shown, dialect: dialect)
    }
    guard let refutation = checker.finish().conformance?.refutations.first,
      let line = events.firstIndex(where: { $0.position == refutation.position }),
      let step = ends.firstIndex(where: { line < $0 })
    else { return nil }
    return (step, refutation)
  }

  private static func blamedInEtcd(
    _ events: [TraceEvent], _ ends: [Int], _ symbols: TraceSymbols
  ) -> (step: Int, refutation: Refutation)? {
    var twin = EtcdTwin(symbols: symbols)
    var lineEnds: [Int] = []
    var start = 0
    for end in ends {
      twin.write(events[start..<end])
      lineEnds.append(twin.lines.count)
      start = end
    }
    guard let refutation = twin.check().conformance?.refutations.first,
      let step = lineEnds.firstIndex(where: { Int(refutation.position.line) <= $0 })
    else { return nil }
    return (step, refutation)
  }
}
