import TraceFormat

/// A change of one server at a time adds or removes one voter.
///
/// Dissertation §4.1.
public enum SingleStep: Invariant {
  public static let sentence = "a change of one server at a time adds or removes one voter"
  public static let reference = "Dissertation §4.1"
  public static let layer = InvariantLayer.accounting
  public static let concerns: StepAspects = [.changeMembership, .leaveJointMembership]

  public static func judge(
    before: ClusterState, _ action: Action, after: ClusterState, _ context: StepContext
  ) -> Judgement {
    guard context.options.membershipChange == .oneServer, let i = action.server,
      let next = after[i].configurationAppended(since: before[i])
    else { return .notConcerned }
    let old = before[i].membership
    let changed = old.voters.subtracting(next.voters).union(next.voters.subtracting(old.voters))
    return Judgement(
      changed.count <= 1 && !next.isJoint && !next.voters.isEmpty,
      otherwise: "\(i.modelName) changes the voters \(changed.modelNames) in one step")
  }
}
