public import RaftModel
import TraceFormat

extension Schedule {
  /// The schedule of a run that is known in full.
  public init(_ behavior: Behavior, options: ModelOptions) {
    let all: ShownServer.Fields = [
      .currentTerm, .votedFor, .role, .log, .commitIndex, .lastApplied, .membership,
    ]
    let state = behavior.initialState
    self.init(
      servers: Array(state.allServers), initialState: state, options: options,
      steps: behavior.steps.indices.map { k in
        let (action, after) = behavior.steps[k]
        let before = behavior.state(before: k)
        return ScheduledStep(
          action, shown: action.server.map { ShownServer(after[$0], known: all) },
          sent: after.network.packets.filter { !before.network.contains($0) })
      })
  }
}
