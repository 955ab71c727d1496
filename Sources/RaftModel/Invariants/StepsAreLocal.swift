import TraceFormat

/// A step changes no server but the one at which it happens.
///
/// Raft §2 and §5.1: servers share nothing and communicate by messages.
public enum StepsAreLocal: Invariant {
  public static let sentence = "a step changes no server but the one at which it happens"
  public static let reference = "Raft §2"
  public static let layer = InvariantLayer.accounting
  public static let concerns: StepAspects = [.step]

  public static func judge(
    before: ClusterState, _ action: Action, after: ClusterState, _ context: StepContext
  ) -> Judgement {
    for j in after.allServers where j != action.server {
      if !after.isUntouched(j, since: before), !isSame(before[j], after[j]) {
        return .violated("\(j.modelName) changes in a step of another server")
      }
    }
    return .held
  }

  private static func isSame(_ a: ServerState, _ b: ServerState) -> Bool {
    StepAspects(from: a, to: b).isEmpty
  }
}
