import TraceFormat

/// A leader commits an index only once a quorum of its configuration has acknowledged it.
///
/// Raft §5.3, §6 and Figure 2 (Leaders).
///
/// Both what was acknowledged and what is in the logs is counted: an acknowledgement may be false.
public enum CommitQuorum: Invariant {
  public static let sentence =
    "a leader commits an index only once a quorum of its configuration has acknowledged it"
  public static let reference = "Raft §5.3, Figure 2"
  public static let layer = InvariantLayer.accounting
  public static let concerns: StepAspects = [.commitIndex]

  public static func judge(
    before: ClusterState, _ action: Action, after: ClusterState, _ context: StepContext
  ) -> Judgement {
    guard let i = action.server, after[i].commitsAsLeader(since: before[i]) else { return .notConcerned }
    let (index, membership) = (after[i].commitIndex, after[i].membership)
    let acknowledgers = Tally.acknowledgers(of: index, to: i, before: before, action, after: after)
    guard membership.hasQuorum(acknowledgers) else {
      return .violated(
        "\(i.modelName) commits index \(index), acknowledged by \(acknowledgers.modelNames) only")
    }
    let holders = Tally.holders(of: index, as: i, in: after)
    return Judgement(
      membership.hasQuorum(holders),
      otherwise: "\(i.modelName) commits index \(index), which is in the logs of \(holders.modelNames) only")
  }
}
