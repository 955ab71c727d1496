import TraceFormat

/// A leader never overwrites or deletes entries in its log; it only appends new ones.
///
/// Raft §5.3 and Figure 3.
public enum LeaderAppendOnly: Invariant {
  public static let sentence =
    "a leader never overwrites or deletes entries in its log; it only appends new ones"
  public static let reference = "Raft §5.3, Figure 3"
  public static let layer = InvariantLayer.harm
  public static let concerns: StepAspects = [.log]

  public static func judge(
    before: ClusterState, _ action: Action, after: ClusterState, _ context: StepContext
  ) -> Judgement {
    guard let i = action.server, after[i].role == .leader, context.aspects.contains(.log)
    else { return .notConcerned }
    return Judgement(
      after[i].log.keeps(before[i].log, through: before[i].log.lastIndex),
      otherwise: "\(i.modelName), leader of term \(after[i].currentTerm), loses entries of its log")
  }
}
