import TraceFormat

/// Learners neither campaign nor count for a vote or an acknowledgement.
///
/// Dissertation §4.2.1.
///
/// What a learner answers is not judged: it may not know yet that it is a learner.
public enum LearnerPassive: Invariant {
  public static let sentence = "learners neither campaign nor count for a vote or an acknowledgement"
  public static let reference = "Dissertation §4.2.1"
  public static let layer = InvariantLayer.accounting
  public static let concerns: StepAspects = [.role, .term, .commitIndex]

  public static func judge(
    before: ClusterState, _ action: Action, after: ClusterState, _ context: StepContext
  ) -> Judgement {
    guard let i = action.server else { return .notConcerned }
    let counted: ServerSet
    let membership: Membership
    if after[i].commitsAsLeader(since: before[i]) {
      let index = after[i].commitIndex
      counted = Tally.acknowledgers(of: index, to: i, before: before, action, after: after)
      membership = after[i].membership
    } else if after[i].isElected(since: before[i]) {
      (counted, membership) = (
        Tally.votes(for: i, before: before, action, after: after), before[i].membership
      )
    } else {
      return campaigns(i, before, after)
    }
    let learners = counted.intersection(membership.learners).subtracting(membership.allVoters)
    guard !learners.isEmpty else { return .notConcerned }
    return Judgement(
      membership.hasQuorum(counted.subtracting(learners)),
      otherwise: """
        \(i.modelName) counts the learners \(learners.modelNames) to become leader or to commit in term \
        \(after[i].currentTerm)
        """)
  }

  private static func campaigns(_ i: ServerID, _ before: ClusterState, _ after: ClusterState) -> Judgement {
    guard after[i].role == .candidate || after[i].role == .preCandidate,
      before[i].role != after[i].role || before[i].currentTerm != after[i].currentTerm
    else { return .notConcerned }
    return Judgement(
      !before[i].membership.learners.subtracting(before[i].membership.outgoingVoters).contains(i),
      otherwise: "\(i.modelName), a learner, campaigns in term \(after[i].currentTerm)")
  }
}
