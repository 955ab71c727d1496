import TraceFormat

/// A server's commit index never goes back while it runs.
///
/// Raft Figure 2 (Volatile state on all servers).
public enum CommitMonotonic: Invariant {
  public static let sentence = "a server's commit index never goes back while it runs"
  public static let reference = "Raft Figure 2"
  public static let layer = InvariantLayer.accounting
  public static let concerns: StepAspects = [.commitIndex]

  public static func judge(
    before: ClusterState, _ action: Action, after: ClusterState, _ context: StepContext
  ) -> Judgement {
    guard let i = action.server, before[i].commitIndex != after[i].commitIndex else { return .notConcerned }
    if case .restart = action { return .notConcerned }
    let (old, new) = (before[i].commitIndex, after[i].commitIndex)
    return Judgement(
      new > old, otherwise: "the commit index of \(i.modelName) goes back from \(old) to \(new)")
  }
}
