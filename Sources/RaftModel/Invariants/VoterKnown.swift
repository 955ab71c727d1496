import TraceFormat

/// Votes and acknowledgements count only from members of the configuration in use.
///
/// Raft §6 · dissertation §4.1.
///
/// Voting for a server that is no member is legal; counting its vote is not.
public enum VoterKnown: Invariant {
  public static let sentence =
    "votes and acknowledgements count only from members of the configuration in use"
  public static let reference = "Raft §6; dissertation §4.1"
  public static let layer = InvariantLayer.accounting
  public static let concerns: StepAspects = [.role, .term, .commitIndex]

  public static func judge(
    before: ClusterState, _ action: Action, after: ClusterState, _ context: StepContext
  ) -> Judgement {
    guard let i = action.server else { return .notConcerned }
    let counted: ServerSet
    let membership: Membership
    if after[i].isElected(since: before[i]) {
      (counted, membership) = (
        Tally.votes(for: i, before: before, action, after: after), before[i].membership
      )
    } else if after[i].commitsAsLeader(since: before[i]) {
      let index = after[i].commitIndex
      counted = Tally.acknowledgers(of: index, to: i, before: before, action, after: after)
      membership = after[i].membership
    } else {
      return .notConcerned
    }
    let strangers = counted.subtracting(membership.members)
    guard !strangers.isEmpty else { return .notConcerned }
    return Judgement(
      membership.hasQuorum(counted.subtracting(strangers)),
      otherwise: """
        \(i.modelName) counts \(strangers.modelNames), outside its configuration, to become leader or to commit in term \
        \(after[i].currentTerm)
        """)
  }
}
