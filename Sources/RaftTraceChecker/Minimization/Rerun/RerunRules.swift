public import RaftModel
import TraceFormat

/// The rules by which a schedule is executed: those of Raft or of a mutation, and the deviations from them that a trace
/// showed.
public struct RerunRules: Sendable {
  public let model: RaftModel
  /// What a step in a situation does otherwise, where every step of the trace in that situation did.
  var learned: [DeviationContext: StepDeviation] = [:]

  public init(_ model: RaftModel) { self.model = model }

  /// Takes a step, its deviation included where the situation is the one in which it was seen.
  ///
  /// - Returns: whether it deviates; nil where it cannot be taken, and the state is unchanged.
  func take(_ action: Action, deviation: StepDeviation?, in state: inout ClusterState) -> Bool? {
    let outcome = RuleOutcome(of: action, from: state, by: model)
    let isSilent = deviation == nil && learned.isEmpty
    if !isSilent, let i = action.server {
      let context = outcome.context(of: action)
      if let deviation = learned[context] ?? (deviation?.context == context ? deviation : nil) {
        state = outcome.after
        deviation.apply(to: &state, StepKnowledge(outcome, i, action), model)
        return true
      }
    }
    guard outcome.isEnabled else { return nil }
    state = outcome.after
    return false
  }
}

/// What the rules make of an action.
struct RuleOutcome {
  let before: ClusterState
  /// As the rules leave it; where they do not take the step, as before, without the message.
  private(set) var after: ClusterState
  let isEnabled: Bool

  init(of action: Action, from state: ClusterState, by model: RaftModel) {
    before = state
    after = state
    do {
      try model.take(action, in: &after)
      isEnabled = true
    } catch {
      after = state
      isEnabled = false
      if case .receive(let packet, again: false) = action { after.network.remove(packet) }
    }
  }

  func context(of action: Action) -> DeviationContext {
    DeviationContext(action, in: before, isEnabled: isEnabled, expected: after)
  }
}

extension StepKnowledge {
  init(_ outcome: RuleOutcome, _ i: ServerID, _ action: Action) {
    self.init(
      server: i, before: outcome.before[i], expected: outcome.after[i], received: action.received)
  }
}
