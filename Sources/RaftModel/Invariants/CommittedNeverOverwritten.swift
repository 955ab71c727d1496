import TraceFormat

/// A server never deletes or overwrites an entry that it knows to be committed.
///
/// Raft §5.3 and §5.4.
public enum CommittedNeverOverwritten: Invariant {
  public static let sentence = "a server never deletes or overwrites an entry that it knows to be committed"
  public static let reference = "Raft §5.3, §5.4"
  public static let layer = InvariantLayer.accounting
  public static let concerns: StepAspects = [.log]

  public static func judge(
    before: ClusterState, _ action: Action, after: ClusterState, _ context: StepContext
  ) -> Judgement {
    guard let i = action.server, before[i].commitIndex > .zero, context.aspects.contains(.log)
    else { return .notConcerned }
    let commit = before[i].commitIndex
    return Judgement(
      after[i].log.keeps(before[i].log, through: commit),
      otherwise: "\(i.modelName) loses an entry up to index \(commit), which it knows to be committed")
  }
}
