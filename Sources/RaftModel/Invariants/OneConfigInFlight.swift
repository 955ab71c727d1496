import TraceFormat

/// A leader has at most one uncommitted configuration in its log.
///
/// Dissertation §4.1.
public enum OneConfigInFlight: Invariant {
  public static let sentence = "a leader has at most one uncommitted configuration in its log"
  public static let reference = "Dissertation §4.1"
  public static let layer = InvariantLayer.accounting
  public static let concerns: StepAspects = [.changeMembership, .leaveJointMembership]

  public static func judge(
    before: ClusterState, _ action: Action, after: ClusterState, _ context: StepContext
  ) -> Judgement {
    guard let i = action.server, after[i].configurationAppended(since: before[i]) != nil else {
      return .notConcerned
    }
    let (latest, commit) = (before[i].log.membershipIndex, before[i].commitIndex)
    return Judgement(
      latest <= commit,
      otherwise: """
        \(i.modelName), which has committed up to index \(commit), changes the configuration of index \(latest)
        """)
  }
}
