import TraceFormat

/// A server that hears from no leader campaigns, after a pre-vote where there is one.
///
/// Raft §5.2 and Figure 2 · dissertation §9.6.
public enum TimeoutCampaigns: Invariant {
  public static let sentence =
    "a server that hears from no leader campaigns, after a pre-vote where there is one"
  public static let reference = "Raft §5.2, Figure 2; dissertation §9.6"
  public static let layer = InvariantLayer.progress
  public static let concerns: StepAspects = [.electionTimeout]

  public static func judge(
    before: ClusterState, _ action: Action, after: ClusterState, _ context: StepContext
  ) -> Judgement {
    guard let i = action.server, case .electionTimeout = action else { return .notConcerned }
    let begins = after[i].beginsCampaign(since: before[i])
    let isExpected = context.options.hasPreVote ? begins || after[i].role == .preCandidate : begins
    return Judgement(
      isExpected,
      otherwise: "\(i.modelName) hears from no leader and is \(after[i].role) in term \(after[i].currentTerm)"
    )
  }
}
