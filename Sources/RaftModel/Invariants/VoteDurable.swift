import TraceFormat

/// A server keeps its vote for the whole term, over restarts too.
///
/// Raft Figure 2 (Persistent state) · dissertation §3.8.
public enum VoteDurable: Invariant {
  public static let sentence = "a server keeps its vote for the whole term, over restarts too"
  public static let reference = "Raft Figure 2, persistent state; dissertation §3.8"
  public static let layer = InvariantLayer.accounting
  public static let concerns: StepAspects = [.vote, .restart, .role]

  public static func judge(
    before: ClusterState, _ action: Action, after: ClusterState, _ context: StepContext
  ) -> Judgement {
    guard let i = action.server, let vote = before[i].votedFor, before[i].currentTerm == after[i].currentTerm
    else { return .notConcerned }
    return Judgement(
      after[i].votedFor == vote,
      otherwise: "\(i.modelName) loses its vote for \(vote.modelName) in term \(after[i].currentTerm)")
  }
}
