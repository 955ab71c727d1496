import TraceFormat

/// A server's commit index never lies beyond the end of its log.
///
/// Raft Figure 2.
public enum CommitLeLast: Invariant {
  public static let sentence = "a server's commit index never lies beyond the end of its log"
  public static let reference = "Raft Figure 2"
  public static let layer = InvariantLayer.accounting
  public static let concerns: StepAspects = [.commitIndex, .log]

  public static func judge(
    before: ClusterState, _ action: Action, after: ClusterState, _ context: StepContext
  ) -> Judgement {
    guard let i = action.server else { return .notConcerned }
    let (commit, end) = (after[i].commitIndex, after[i].log.lastIndex)
    return Judgement(
      commit <= end,
      otherwise: "\(i.modelName) has committed up to index \(commit) and its log ends at \(end)")
  }
}
