import RaftModel
import TraceFormat

/// Leaves out at once what belongs together, where no part of it can be left out by itself.
enum StepRemoval {
  /// Tries the run without all steps of a kind, for each kind.
  static func removeKinds<Problem>(_ reduction: inout Reduction<Problem>)
  where Problem.Element == ScheduledStep {
    for kind in StepKind.allCases {
      let steps = reduction.current
      _ = reduction.remove { kind.contains(steps[$0].action) }
    }
  }

  /// Tries the run without what happens at a server, for each server.
  static func removeServers<Problem>(_ reduction: inout Reduction<Problem>)
  where Problem.Element == ScheduledStep {
    for server in ServerSet(reduction.current.map(\.action.place)).reversed() {
      let steps = reduction.current
      _ = reduction.remove { steps[$0].action.place == server }
    }
  }
}
