import TraceFormat

/// A server forgets its campaign or leadership when it ends.
///
/// Raft Figure 2 (Volatile state on leaders).
///
/// What is left over would count in the next campaign or leadership.
public enum NothingLeftOver: Invariant {
  public static let sentence = "a server forgets its campaign or leadership when it ends"
  public static let reference = "Raft Figure 2"
  public static let layer = InvariantLayer.accounting
  public static let concerns: StepAspects = [
    .role, .term, .restart, .votesGranted, .nextIndex, .matchIndex, .transferTarget, .read,
  ]

  public static func judge(
    before: ClusterState, _ action: Action, after: ClusterState, _ context: StepContext
  ) -> Judgement {
    guard let i = action.server else { return .notConcerned }
    let role = after[i].role
    if role != .candidate, role != .preCandidate, !after[i].votesGranted.isEmpty {
      return .violated("\(i.modelName), \(role), still has votes from \(after[i].votesGranted.modelNames)")
    }
    guard role != .leader else { return .held }
    let isForgotten =
      after[i].nextIndex == ServerTable() && after[i].matchIndex == ServerTable()
      && after[i].transferTarget == nil && after[i].heartbeatRound == 0 && !after[i].read.isPending
    return Judgement(isForgotten, otherwise: "\(i.modelName), \(role), still has what only a leader has")
  }
}
