import TraceFormat

/// A leader's matchIndex of a server never goes back.
///
/// Raft Figure 2 (Volatile state on leaders).
public enum MatchMonotonic: Invariant {
  public static let sentence = "a leader's matchIndex of a server never goes back"
  public static let reference = "Raft Figure 2"
  public static let layer = InvariantLayer.accounting
  public static let concerns: StepAspects = [.matchIndex]

  public static func judge(
    before: ClusterState, _ action: Action, after: ClusterState, _ context: StepContext
  ) -> Judgement {
    guard let i = action.server, after[i].stillLeads(since: before[i]) else { return .notConcerned }
    for j in after.allServers where after[i].matchIndex[j] < before[i].matchIndex[j] {
      return .violated(
        """
        matchIndex of \(i.modelName) for \(j.modelName) goes back from \(before[i].matchIndex[j]) to \
        \(after[i].matchIndex[j])
        """)
    }
    return .held
  }
}
