import TraceFormat

/// A server becomes leader only with votes from a quorum of its configuration.
///
/// Raft §5.2, §6 and Figure 2 (Candidates).
///
/// A counted vote that its voter never gave does not count. Where a voter has entered a later term, its
/// vote is believed.
public enum LeaderHasQuorum: Invariant {
  public static let sentence = "a server becomes leader only with votes from a quorum of its configuration"
  public static let reference = "Raft §5.2, Figure 2"
  public static let layer = InvariantLayer.accounting
  public static let concerns: StepAspects = [.role, .term]

  public static func judge(
    before: ClusterState, _ action: Action, after: ClusterState, _ context: StepContext
  ) -> Judgement {
    guard let i = action.server, after[i].isElected(since: before[i]) else { return .notConcerned }
    let term = after[i].currentTerm
    var votes = Tally.votes(for: i, before: before, action, after: after)
    for j in votes.removing(i) where Tally.neverVoted(j, for: i, in: term, after) { votes.remove(j) }
    return Judgement(
      before[i].membership.hasQuorum(votes),
      otherwise: "\(i.modelName) becomes leader of term \(term) with votes from \(votes.modelNames) only")
  }
}
