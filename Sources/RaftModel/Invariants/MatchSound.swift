import TraceFormat

/// A leader's matchIndex never lies beyond what the follower's log has in common with its own.
///
/// Raft §5.3 and Figure 2 (Volatile state on leaders).
///
/// Judged while the follower is in the leader's term. The entry at matchIndex is compared; LogMatching is
/// for those before.
public enum MatchSound: Invariant {
  public static let sentence =
    "a leader's matchIndex never lies beyond what the follower's log has in common with its own"
  public static let reference = "Raft §5.3, Figure 2"
  public static let layer = InvariantLayer.accounting
  public static let concerns: StepAspects = [.matchIndex, .log]

  public static func judge(
    before: ClusterState, _ action: Action, after: ClusterState, _ context: StepContext
  ) -> Judgement {
    guard let i = action.server else { return .notConcerned }
    if after[i].role == .leader, context.aspects.contains(.matchIndex) {
      for j in after.allServers where j != i {
        if let reason = refute(leader: i, j, after) { return .violated(reason) }
      }
      return .held
    }
    guard context.aspects.contains(.log) else { return .notConcerned }
    var isJudged = false
    for k in after.allServers
    where k != i && after[k].role == .leader && after[k].currentTerm == after[i].currentTerm {
      isJudged = true
      if let reason = refute(leader: k, i, after) { return .violated(reason) }
    }
    return isJudged ? .held : .notConcerned
  }

  private static func refute(leader i: ServerID, _ j: ServerID, _ state: ClusterState) -> String? {
    let index = state[i].matchIndex[j]
    guard index > .zero, state[j].currentTerm <= state[i].currentTerm,
      !state[i].log.agrees(with: state[j].log, at: index)
    else { return nil }
    return "\(i.modelName) believes that \(j.modelName) matches up to index \(index)"
  }
}
