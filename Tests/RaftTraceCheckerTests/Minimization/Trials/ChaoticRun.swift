import RaftModel
import RaftTraceChecker
import TraceFormat

/// A random run of a model as a trace: calm at first, then full of faults, up to the first violation or beyond it.
struct ChaoticRun {
  private(set) var trace = RecordedTrace(dialects: [BehaviorTrace.dialect])
  /// What a check says of it.
  private(set) var report: CheckReport
  private(set) var stepCount: Int
  let symbols = TraceSymbols()

  /// - Parameter lengths: how many steps are simulated; the fewest are kept however early a violation shows.
  /// - Returns: nil where the check sees no violation.
  init?(_ model: RaftModel, seed: UInt64, lengths: ClosedRange<Int> = 300...1500) {
    var random = SplitMix64(seed: seed)
    let length = lengths.lowerBound + random.below(lengths.count)
    var model = model
    model.invariants = []
    let walk = Walk(model, &random, length: length, symbols: symbols)
    trace.lines = walk.events.map { RecordedTrace.Line($0) }
    report = trace.check(symbols: symbols)
    guard let end = Self.endOfFirstViolation(report) else { return nil }
    stepCount = max(min(lengths.lowerBound, walk.ends.count), walk.steps(upTo: end))
    guard stepCount < walk.ends.count else { return }
    let whole = (trace.lines, report, stepCount)
    trace.lines.removeSubrange(walk.ends[stepCount - 1]...)
    report = trace.check(symbols: symbols)
    // What decides that something is missing may stand behind the lines that show it.
    if ViolationTarget.all(of: report).isEmpty {
      (trace.lines, report) = (whole.0, whole.1)
      stepCount = walk.ends.count
    }
  }

  /// The line with which the first violation is complete, wherever it stands in the report.
  private static func endOfFirstViolation(_ report: CheckReport) -> UInt32? {
    let properties = report.violations.compactMap { $0.witnesses.map(\.position.line).max() }
    let refutations = (report.conformance?.refutations ?? []).map(\.position.line)
    return (properties + refutations).min()
  }

  /// The steps as they are taken, and the lines that they leave.
  private struct Walk {
    private(set) var events: [TraceEvent]
    /// The number of lines up to and with each step.
    private(set) var ends: [Int] = []

    init(_ model: RaftModel, _ random: inout SplitMix64, length: Int, symbols: TraceSymbols) {
      var trace = BehaviorTrace(of: model, symbols: symbols)
      trace.begin(model.initialState)
      let calmLength = random.below(min(250, length / 2))
      var options = SimulationOptions.calm(&random)
      options.stepMaximum = calmLength
      var calm = Simulator(model, options)
      while let step = calm.next() { Self.record(step, &trace, &ends) }
      options = .chaotic(&random)
      options.stepMaximum = length - calmLength
      var later = RaftModel(rules: model.rules, bounds: model.bounds, initialState: calm.state)
      later.invariants = []
      var chaos = Simulator(later, options)
      while let step = chaos.next() { Self.record(step, &trace, &ends) }
      events = trace.events
    }

    private static func record(_ step: Step, _ trace: inout BehaviorTrace, _ ends: inout [Int]) {
      trace.record(step)
      ends.append(trace.events.count)
    }

    /// How many steps there are up to the one that a line is of; lines are numbered from 2.
    func steps(upTo line: UInt32) -> Int {
      (ends.firstIndex { $0 >= Int(line) - 1 }).map { $0 + 1 } ?? ends.count
    }
  }
}

extension SimulationOptions {
  /// Hardly a fault, a server that leads for long, and few commands: a model's log has room for few.
  fileprivate static func calm(_ random: inout SplitMix64) -> SimulationOptions {
    var options = SimulationOptions()
    options.seed = random.next()
    (options.loss, options.duplication, options.reordering) = (0.01, 0.01, 0.1)
    (options.partition, options.restart, options.timeout) = (0, 0.001, 0.002)
    options.append = 0.01
    return options
  }

  /// Messages are lost and copied, servers crash, and elections follow upon each other: each more or less by chance.
  fileprivate static func chaotic(_ random: inout SplitMix64) -> SimulationOptions {
    var options = SimulationOptions()
    options.seed = random.next()
    options.loss = random.element(of: [0.02, 0.08, 0.2])!
    options.duplication = random.element(of: [0.03, 0.1, 0.3])!
    options.reordering = random.element(of: [0.1, 0.4, 0.8])!
    options.partition = random.element(of: [0, 0.01, 0.03])!
    options.healing = random.element(of: [0.02, 0.06])!
    options.restart = random.element(of: [0.003, 0.02])!
    options.timeout = random.element(of: [0.003, 0.01, 0.03])!
    options.append = random.element(of: [0.01, 0.03, 0.1])!
    options.snapshot = random.element(of: [0.005, 0.02, 0.05])!
    options.membershipChange = random.element(of: [0.01, 0.05])!
    options.transfer = random.element(of: [0.01, 0.05])!
    return options
  }
}
