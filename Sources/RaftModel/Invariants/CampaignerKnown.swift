import TraceFormat

/// A server campaigns only when it knows a configuration.
///
/// Raft §6 · dissertation §4.2.2.
public enum CampaignerKnown: Invariant {
  public static let sentence = "a server campaigns only when it knows a configuration"
  public static let reference = "Raft §6; dissertation §4.2.2"
  public static let layer = InvariantLayer.accounting
  public static let concerns: StepAspects = [.role, .term]

  public static func judge(
    before: ClusterState, _ action: Action, after: ClusterState, _ context: StepContext
  ) -> Judgement {
    guard let i = action.server, after[i].role != .follower,
      before[i].role != after[i].role || before[i].currentTerm != after[i].currentTerm
    else { return .notConcerned }
    return Judgement(
      !before[i].membership.voters.isEmpty,
      otherwise: "\(i.modelName) campaigns in term \(after[i].currentTerm) and knows no configuration")
  }
}
