import TraceFormat

/// A follower commits as far as its leader has committed and verified.
///
/// Raft §5.3 and Figure 2 (AppendEntries RPC, receiver implementation 5).
public enum FollowerCommits: Invariant {
  public static let sentence = "a follower commits as far as its leader has committed and verified"
  public static let reference = "Raft §5.3, Figure 2"
  public static let layer = InvariantLayer.progress
  public static let concerns: StepAspects = [.received(.appendEntriesRequest)]

  public static func judge(
    before: ClusterState, _ action: Action, after: ClusterState, _ context: StepContext
  ) -> Judgement {
    guard let i = action.server, let request = action.received, request.kind == .appendEntriesRequest,
      request.term == after[i].currentTerm, before[i].log.contains(request.prevLog)
    else { return .notConcerned }
    let index = min(request.leaderCommit, request.lastNewIndex)
    return Judgement(
      after[i].commitIndex >= index,
      otherwise: "\(i.modelName) does not learn that index \(index) is committed")
  }
}
