public import RaftModel

/// One step as the model takes it, or changed by hand into what a wrong rule might make of it.
public struct StepSketch {
  public var before: ClusterState
  public var action: Action
  public var after: ClusterState
  public var options: ModelOptions

  /// The step that the cluster's model takes; the cluster has taken it then.
  public init(_ cluster: inout ModelCluster, _ action: Action) throws(DisabledAction) {
    before = cluster.state
    self.action = action
    try cluster.model.take(action, in: &cluster.state)
    after = cluster.state
    options = cluster.model.rules.options
  }

  /// What an invariant says of the step where it concerns it.
  public func judgement(of invariant: any Invariant.Type) -> Judgement {
    var judgement = Judgement.notConcerned
    StepJudge([invariant]).judge([0], before: before, action, after: after, options: options) {
      judgement = $1
    }
    return judgement
  }

  /// The step with something else in it.
  public func changed(_ change: (inout StepSketch) -> Void) -> StepSketch {
    var copy = self
    change(&copy)
    return copy
  }

  /// Puts another message in the place of one that the step sent.
  public mutating func replaceMessage(_ kind: Packet.Kind, _ change: (Packet) -> Packet) {
    for k in 0..<after.network.count where after.network[k].kind == kind {
      let packet = after.network[k]
      if before.network.contains(packet) { continue }
      after.network.remove(packet)
      after.network.send(change(packet))
      return
    }
  }
}
