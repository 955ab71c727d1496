import TraceFormat

/// A change goes through a joint configuration, which decides with both majorities and is committed.
///
/// Raft §6 · dissertation §4.3.
public enum JointRules: Invariant {
  public static let sentence =
    "a change goes through a joint configuration, which decides with both majorities and is committed"
  public static let reference = "Raft §6; dissertation §4.3"
  public static let layer = InvariantLayer.accounting
  public static let concerns: StepAspects = [
    .changeMembership, .leaveJointMembership, .role, .term, .commitIndex,
  ]

  public static func judge(
    before: ClusterState, _ action: Action, after: ClusterState, _ context: StepContext
  ) -> Judgement {
    guard context.options.membershipChange == .joint, let i = action.server else { return .notConcerned }
    if let next = after[i].configurationAppended(since: before[i]) {
      if let reason = refute(before[i].membership, next, before[i]) {
        return .violated("\(i.modelName) \(reason)")
      }
      return .held
    }
    let membership = after[i].membership
    guard membership.isJoint else { return .notConcerned }
    let counted: ServerSet
    if after[i].isElected(since: before[i]) {
      counted = Tally.votes(for: i, before: before, action, after: after)
    } else if after[i].commitsAsLeader(since: before[i]) {
      counted = Tally.acknowledgers(of: after[i].commitIndex, to: i, before: before, action, after: after)
    } else {
      return .notConcerned
    }
    return Judgement(
      Membership(voters: membership.voters).hasQuorum(counted)
        && Membership(voters: membership.outgoingVoters).hasQuorum(counted),
      otherwise: "\(i.modelName) decides with \(counted.modelNames), not a majority of both configurations")
  }

  private static func refute(_ old: Membership, _ next: Membership, _ leader: ServerState) -> String? {
    if old.isJoint {
      if next.isJoint || next.voters != old.voters || next.learners != old.learners {
        return "leaves a joint configuration for another than its new one"
      }
      return leader.log.membershipIndex <= leader.commitIndex
        ? nil : "leaves a joint configuration that is not committed"
    }
    if next.voters == old.voters { return next.isJoint ? "enters a joint configuration without need" : nil }
    return next.outgoingVoters == old.voters
      ? nil : "changes the voters without a joint configuration of old and new"
  }
}
