import TraceFormat

/// A server applies only committed entries.
///
/// Raft §5.3 and Figure 2 (All Servers).
public enum AppliedLeCommit: Invariant {
  public static let sentence = "a server applies only committed entries"
  public static let reference = "Raft §5.3, Figure 2"
  public static let layer = InvariantLayer.accounting
  public static let concerns: StepAspects = [.applied, .commitIndex]

  public static func judge(
    before: ClusterState, _ action: Action, after: ClusterState, _ context: StepContext
  ) -> Judgement {
    guard let i = action.server else { return .notConcerned }
    let (applied, commit) = (after[i].lastApplied, after[i].commitIndex)
    return Judgement(
      applied <= commit,
      otherwise: "\(i.modelName) has applied up to index \(applied) and committed up to \(commit)")
  }
}
