import TraceFormat

/// One step of a model: a state, an action, and the state after it.
public struct Step: Sendable {
  public var before: ClusterState
  public var action: Action
  public var after: ClusterState

  public init(before: ClusterState, action: Action, after: ClusterState) {
    self.before = before
    self.action = action
    self.after = after
  }
}

/// Complete states joined by actions: a run of a model.
public struct Behavior: Sendable {
  public private(set) var initialState: ClusterState
  public private(set) var steps: [(action: Action, after: ClusterState)] = []

  public init(initialState: ClusterState) { self.initialState = initialState }

  public var lastState: ClusterState { steps.last?.after ?? initialState }

  public mutating func append(_ action: Action, _ after: ClusterState) { steps.append((action, after)) }

  /// The state before a step.
  public func state(before step: Int) -> ClusterState { step == 0 ? initialState : steps[step - 1].after }
}
