import TraceFormat

/// A new leader knows nothing of the others' logs: matchIndex 0, nextIndex behind its own log.
///
/// Raft §5.3 and Figure 2 (Volatile state on leaders).
public enum LeaderStartsFresh: Invariant {
  public static let sentence =
    "a new leader knows nothing of the others' logs: matchIndex 0, nextIndex behind its own log"
  public static let reference = "Raft §5.3, Figure 2"
  public static let layer = InvariantLayer.accounting
  public static let concerns: StepAspects = [.role, .term]

  public static func judge(
    before: ClusterState, _ action: Action, after: ClusterState, _ context: StepContext
  ) -> Judgement {
    guard let i = action.server, after[i].isElected(since: before[i]) else { return .notConcerned }
    let next = before[i].log.lastIndex.next
    return Judgement(
      after[i].matchIndex == ServerTable() && after[i].nextIndex == ServerTable(repeating: next)
        && after[i].transferTarget == nil && !after[i].read.isPending,
      otherwise: "\(i.modelName), elected in term \(after[i].currentTerm), starts with what it cannot know")
  }
}
