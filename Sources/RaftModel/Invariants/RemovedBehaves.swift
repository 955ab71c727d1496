import TraceFormat

/// A leader that is removed leads until the configuration without it is committed, and no longer.
///
/// Raft §6 · dissertation §4.2.2.
///
/// Judged when something is committed: a server that was removed before may still be elected, and leaves
/// then.
public enum RemovedBehaves: Invariant {
  public static let sentence =
    "a leader that is removed leads until the configuration without it is committed, and no longer"
  public static let reference = "Raft §6; dissertation §4.2.2"
  public static let layer = InvariantLayer.accounting
  public static let concerns: StepAspects = [.role, .commitIndex]

  public static func judge(
    before: ClusterState, _ action: Action, after: ClusterState, _ context: StepContext
  ) -> Judgement {
    guard let i = action.server, before[i].role == .leader, before[i].currentTerm == after[i].currentTerm
    else { return .notConcerned }
    let isRemoved = !after[i].membership.allVoters.contains(i)
    let isCommitted = after[i].log.membershipIndex <= after[i].commitIndex
    if after[i].role == .leader {
      guard isRemoved, after[i].commitIndex > before[i].commitIndex else { return .notConcerned }
      return Judgement(
        !isCommitted,
        otherwise:
          "\(i.modelName) leads term \(after[i].currentTerm) after a configuration without it was committed")
    }
    switch action {
    case .restart, .stepDown: return .notConcerned
    case .electionTimeout, .clientAppend, .sendAppendEntries, .sendHeartbeat, .receive, .lose, .apply,
      .takeSnapshot,
      .sendInstallSnapshot, .changeMembership, .leaveJointMembership, .transferLeadership, .abortTransfer,
      .requestRead:
      return Judgement(
        isRemoved && isCommitted,
        otherwise:
          "\(i.modelName) ceases to lead term \(after[i].currentTerm), and no committed configuration removes it"
      )
    }
  }
}
