import TraceFormat

/// A leader changes one server only after it has committed an entry of its own term.
///
/// Dissertation §4.1 · raft-dev 2015, bug in single-server membership changes.
///
/// Otherwise two leaders can change the same configuration in two ways, and the two have disjoint quorums.
public enum OwnCommitBeforeConfig: Invariant {
  public static let sentence =
    "a leader changes one server only after it has committed an entry of its own term"
  public static let reference = "Dissertation §4.1, corrected 2015"
  public static let layer = InvariantLayer.accounting
  public static let concerns: StepAspects = [.changeMembership, .leaveJointMembership]

  public static func judge(
    before: ClusterState, _ action: Action, after: ClusterState, _ context: StepContext
  ) -> Judgement {
    guard context.options.membershipChange == .oneServer, let i = action.server,
      after[i].configurationAppended(since: before[i]) != nil
    else { return .notConcerned }
    let term = before[i].log.term(at: before[i].commitIndex)
    return Judgement(
      term == before[i].currentTerm,
      otherwise: """
        \(i.modelName), leader of term \(before[i].currentTerm), changes the configuration and has committed up to an entry \
        of term \(term ?? .zero)
        """)
  }
}
