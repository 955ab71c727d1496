import TraceFormat

/// A leader's nextIndex of a server lies behind its matchIndex and not beyond the log.
///
/// Raft §5.3 and Figure 2 (Volatile state on leaders).
public enum NextGtMatch: Invariant {
  public static let sentence =
    "a leader's nextIndex of a server lies behind its matchIndex and not beyond the log"
  public static let reference = "Raft Figure 2"
  public static let layer = InvariantLayer.accounting
  public static let concerns: StepAspects = [.nextIndex, .matchIndex, .role, .log]

  public static func judge(
    before: ClusterState, _ action: Action, after: ClusterState, _ context: StepContext
  ) -> Judgement {
    guard let i = action.server, after[i].role == .leader else { return .notConcerned }
    let end = after[i].log.lastIndex.next
    for j in after.allServers where j != i {
      let (match, next) = (after[i].matchIndex[j], after[i].nextIndex[j])
      if next <= match || next > end {
        return .violated("\(i.modelName) has nextIndex \(next) and matchIndex \(match) for \(j.modelName)")
      }
    }
    return .held
  }
}
