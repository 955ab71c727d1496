import TraceFormat

/// State machines that have applied the same entries have the same hash.
///
/// Raft §5.4.3 and Figure 3.
public enum StateHashAgrees: Invariant {
  public static let sentence = "state machines that have applied the same entries have the same hash"
  public static let reference = "Raft §5.4.3, Figure 3"
  public static let layer = InvariantLayer.harm
  public static let concerns: StepAspects = [.applied]

  public static func judge(
    before: ClusterState, _ action: Action, after: ClusterState, _ context: StepContext
  ) -> Judgement {
    guard let i = action.server, after[i].lastApplied > .zero else { return .notConcerned }
    var isJudged = false
    for j in after.allServers where j != i && after[j].lastApplied == after[i].lastApplied {
      isJudged = true
      if after[j].machine != after[i].machine {
        return .violated(
          "\(i.modelName) and \(j.modelName) have applied up to index \(after[i].lastApplied) and differ")
      }
    }
    return isJudged ? .held : .notConcerned
  }
}
