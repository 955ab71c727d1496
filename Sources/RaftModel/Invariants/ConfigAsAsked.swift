import TraceFormat

/// A leader changes the configuration to the one that it is asked for.
///
/// Raft §6 · dissertation §4.1.
public enum ConfigAsAsked: Invariant {
  public static let sentence = "a leader changes the configuration to the one that it is asked for"
  public static let reference = "Raft §6; dissertation §4.1"
  public static let layer = InvariantLayer.accounting
  public static let concerns: StepAspects = [.changeMembership]

  public static func judge(
    before: ClusterState, _ action: Action, after: ClusterState, _ context: StepContext
  ) -> Judgement {
    guard let i = action.server, case .changeMembership(_, to: let target) = action,
      let next = after[i].configurationAppended(since: before[i])
    else { return .notConcerned }
    return Judgement(
      next.voters == target.voters && next.learners == target.learners,
      otherwise: """
        \(i.modelName), asked for the voters \(target.voters.modelNames), changes to \(next.voters.modelNames)
        """)
  }
}
