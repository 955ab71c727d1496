import TraceFormat

/// A server never comes back under its identity with less durable state than it had.
///
/// Raft Figure 2 (Persistent state) · dissertation §3.8.
public enum IdentityStable: Invariant {
  public static let sentence =
    "a server never comes back under its identity with less durable state than it had"
  public static let reference = "Raft Figure 2, persistent state; dissertation §3.8"
  public static let layer = InvariantLayer.accounting
  public static let concerns: StepAspects = [.restart]

  public static func judge(
    before: ClusterState, _ action: Action, after: ClusterState, _ context: StepContext
  ) -> Judgement {
    guard let i = action.server, case .restart = action else { return .notConcerned }
    let (old, new) = (before[i].currentTerm, after[i].currentTerm)
    guard new >= old, new > old || before[i].votedFor == nil || after[i].votedFor != nil else {
      return .violated("\(i.modelName), in term \(old), comes back in term \(new) without its vote")
    }
    return Judgement(
      after[i].log.keeps(before[i].log, through: before[i].log.lastIndex),
      otherwise: "\(i.modelName) comes back without entries that it had")
  }
}
