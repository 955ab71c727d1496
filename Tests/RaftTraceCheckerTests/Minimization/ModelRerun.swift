import RaftModel
import TraceFormat

@testable import RaftTraceChecker

/// Runs actions again in a model: what cannot be taken is skipped, and the step that breaks the invariant is the last one.
///
/// A message that is not in flight stands for the oldest one of its source, destination and kind.
struct ModelRerun: ReductionProblem {
  private var model: RaftModel
  /// Counts the calls of all copies.
  let calls = CallCounter()

  /// - Parameter invariant: the name of the only one that is judged.
  init(_ model: RaftModel, invariant: String) {
    self.model = model
    self.model.invariants.removeAll { $0.name != invariant }
  }

  mutating func attempt(_ candidate: [ScheduledStep]) -> [ScheduledStep]? {
    calls.count += 1
    var state = model.initialState
    var inFlight: [Packet] = []
    var executed: [ScheduledStep] = []
    for step in candidate {
      guard let action = counterpart(of: step.action, inFlight) else { continue }
      var next = state
      do { try model.take(action, in: &next) } catch { continue }
      executed.append(ScheduledStep(action))
      if model.firstViolation(before: state, action, after: next) != nil { return executed }
      state = next
      inFlight.removeAll { !next.network.contains($0) }
      for k in 0..<next.network.count where !inFlight.contains(next.network[k]) {
        inFlight.append(next.network[k])
      }
    }
    return nil
  }

  private func counterpart(of action: Action, _ inFlight: [Packet]) -> Action? {
    switch action {
    case .receive(let packet, let again): like(packet, inFlight).map { .receive($0, again: again) }
    case .lose(let packet): like(packet, inFlight).map { .lose($0) }
    default: action
    }
  }

  private func like(_ wanted: Packet, _ inFlight: [Packet]) -> Packet? {
    if inFlight.contains(wanted) { return wanted }
    return inFlight.first {
      $0.kind == wanted.kind && $0.source == wanted.source && $0.destination == wanted.destination
    }
  }
}

/// How often a problem was asked, whoever asked.
final class CallCounter { var count = 0 }

/// A random run of a wrong Raft up to the step that breaks an invariant.
struct BrokenRun {
  var model: RaftModel
  var invariant: String
  var steps: [ScheduledStep]

  /// - Returns: nil where no invariant is broken within so many steps.
  init?(_ mutation: any Mutation.Type, seed: UInt64, stepMaximum: Int = 2000) {
    var options = SimulationOptions()
    options.seed = seed
    options.stepMaximum = stepMaximum
    self.init(mutation.model, options)
  }

  init?(_ model: RaftModel, _ options: SimulationOptions) {
    var simulator = Simulator(model, options)
    steps = []
    while let step = simulator.next() { steps.append(ScheduledStep(step.action)) }
    guard let invariant = simulator.breaks.first?.invariant.name else { return nil }
    self.model = model
    self.invariant = invariant
  }

  var problem: ModelRerun { ModelRerun(model, invariant: invariant) }
}
