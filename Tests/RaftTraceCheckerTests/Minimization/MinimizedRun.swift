import RaftModel
import RaftTraceChecker
import RaftTraceTestSupport
import TraceFormat

@testable import RaftTraceChecker

/// A random run of a wrong Raft, the violation that is kept, and what minimizing made of it.
struct MinimizedRun: CustomStringConvertible {
  let description: String
  let run: ChaoticRun
  let target: ViolationTarget
  let minimization: Minimization

  /// - Parameters:
  ///   - name: of the rules.
  ///   - seed: the first one to try; those after it follow until the check sees a violation.
  init?(_ name: String, _ model: RaftModel, seed: UInt64, allowsRerun: Bool = true) {
    let runs = (seed..<seed + 10).lazy.compactMap { seed in
      ChaoticRun(model, seed: seed, lengths: 80...200).map { (seed, $0) }
    }
    guard let (found, run) = runs.first else { return nil }
    self.run = run
    target = ViolationTarget.all(of: run.report)[0]
    description = "\(name), seed \(found), \(target.shortName)"
    minimization = Self.minimize(run.trace, run.symbols, target, allowsRerun: allowsRerun)
  }

  static func minimize(
    _ trace: RecordedTrace, _ symbols: TraceSymbols, _ target: ViolationTarget, allowsRerun: Bool = true
  ) -> Minimization {
    var minimizer = Minimizer(trace, symbols: symbols, target: target)
    if !allowsRerun { minimizer.approach = .evidence }
    return minimizer.run()!
  }

  /// The result as a file would hold it.
  var written: [UInt8] { Self.written(minimization.result, run.symbols) }

  static func written(_ trace: RecordedTrace, _ symbols: TraceSymbols) -> [UInt8] {
    var writer = NativeTraceWriter(
      symbols: symbols, dialect: trace.dialects[0], fileName: BehaviorTrace.fileName)
    for line in trace.lines { writer.write(line.event) }
    return writer.takeBytes()
  }

  /// The result as a reader reads it who knows nothing else.
  func reread() throws -> (trace: RecordedTrace, symbols: TraceSymbols) {
    let symbols = TraceSymbols()
    let source = ByteSource(bytes: written, name: BehaviorTrace.fileName)
    var reader = NativeTraceReader(LineReader(source), symbols: symbols)
    var events: [TraceEvent] = []
    while try reader.read(into: &events) {}
    var trace = RecordedTrace(dialects: [reader.dialect])
    trace.lines = events.map { RecordedTrace.Line($0) }
    return (trace, symbols)
  }

  /// The rules by which the result can be executed; nil where it is no run of a mutation, or deviates from it.
  func rules() throws -> PlainRerun? {
    guard case .rerun(let rerun) = minimization.method, rerun.deviationCount == 0 else { return nil }
    let schedule = try ScheduleReader(minimization.result, symbols: run.symbols).read()
    let type = MutationCatalogue.all.first { $0.name == rerun.mutation }
    guard var mutation = type?.init() as (any Mutation)? else { return nil }
    mutation.options = schedule.options
    let model = RaftModel(rules: mutation, bounds: Bounds(), initialState: schedule.initialState)
    return PlainRerun(
      model: model, serverCount: schedule.servers.count, actions: schedule.steps.map(\.action))
  }
}

/// Executes actions one after the other, as plainly as can be, and leaves a trace.
struct PlainRerun {
  var model: RaftModel
  /// Those that take part, from number 0.
  var serverCount: Int
  var actions: [Action]

  /// What cannot be executed is skipped; for a message that is not in flight stands the oldest like it.
  func report(of actions: [Action]) -> CheckReport {
    let symbols = TraceSymbols()
    var writer = BehaviorTrace(of: model, symbols: symbols)
    var state = model.initialState
    var inFlight: [Packet] = []
    writer.begin(state, servers: (0..<UInt32(serverCount)).map { ServerID($0) })
    for action in actions {
      guard let action = counterpart(of: action, inFlight) else { continue }
      let before = state
      state.network = Network()
      if let packet = action.handled { state.network.send(packet) }
      let alone = state
      do { try model.take(action, in: &state) } catch {
        state = before
        continue
      }
      writer.record(Step(before: alone, action: action, after: state))
      if let packet = action.handled, !state.network.contains(packet) { inFlight.removeAll { $0 == packet } }
      for k in 0..<state.network.count where !inFlight.contains(state.network[k]) {
        inFlight.append(state.network[k])
      }
    }
    var checker = TraceChecker(symbols: symbols)
    for event in writer.events { checker.consider(event, dialect: BehaviorTrace.dialect) }
    return checker.finish()
  }

  private func counterpart(of action: Action, _ inFlight: [Packet]) -> Action? {
    guard let wanted = action.handled else { return action }
    if inFlight.contains(wanted) { return action }
    let alike = inFlight.filter {
      $0.kind == wanted.kind && $0.source == wanted.source && $0.destination == wanted.destination
    }
    let best = alike.first { $0.isSame(as: wanted) } ?? alike.first
    guard case .receive(_, let again) = action, let best else { return nil }
    return .receive(best, again: again)
  }
}

extension Action {
  /// The message that is received or lost.
  fileprivate var handled: Packet? {
    switch self {
    case .receive(let packet, again: _), .lose(let packet): packet
    default: nil
    }
  }
}
