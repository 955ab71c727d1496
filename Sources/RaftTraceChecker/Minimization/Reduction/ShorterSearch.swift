import RaftModel
import TraceFormat

/// Looks, nearest first, for another run of the same model that breaks the same invariant in fewer steps.
///
/// Leaving out steps cannot find what takes another way. The bounds are those of the run at hand, so what is found is no
/// wilder than it: no higher term, no longer log, no fault of a kind that it does not have.
struct ShorterSearch {
  /// The most distinct states to visit.
  var distinctMaximum = 20_000
  /// The rules that were broken, and the state with which the run begins.
  private let model: RaftModel

  /// - Parameter invariant: the name of the one that a run must break.
  /// - Returns: nil for a name that no invariant of the model has.
  init?(_ model: RaftModel, invariant: String) {
    var model = model
    model.invariants = model.invariants.filter { $0.name == invariant }
    guard !model.invariants.isEmpty else { return nil }
    self.model = model
  }

  /// A run with fewer steps than that of these actions; nil where none is found, or where the actions are no run.
  ///
  /// - Parameter goesOn: asked now and then; false ends the search.
  func shorterRun(than actions: [Action], goesOn: () -> Bool) -> [Action]? {
    guard actions.count > 1, let behavior = behavior(of: actions) else { return nil }
    var explorer = Explorer(model)
    explorer.system.bounds = Bounds(around: behavior)
    explorer.system.bounds.losesMessages = actions.contains { if case .lose = $0 { true } else { false } }
    explorer.depthMaximum = actions.count - 1
    explorer.distinctMaximum = distinctMaximum
    explorer.batchSize = 512
    let exploration = explorer.run { _ in goesOn() }
    return exploration.broken.first?.counterexample?.steps.map(\.action)
  }

  private func behavior(of actions: [Action]) -> Behavior? {
    var behavior = Behavior(initialState: model.initialState)
    for action in actions {
      var state = behavior.lastState
      do { try model.take(action, in: &state) } catch { return nil }
      behavior.append(action, state)
    }
    return behavior
  }

  /// Puts the run that is found to the test.
  func reduce<Problem>(_ reduction: inout Reduction<Problem>) where Problem.Element == ScheduledStep {
    let steps = reduction.current
    guard steps.allSatisfy({ $0.deviation == nil }) else { return }
    let shorter = shorterRun(than: steps.map(\.action)) { reduction.goesOn() }
    guard let shorter, let executed = reduction.attempt(shorter.map { ScheduledStep($0) }),
      executed.count < steps.count
    else { return }
    reduction.replace(with: executed)
  }
}
