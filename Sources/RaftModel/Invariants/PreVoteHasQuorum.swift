import TraceFormat

/// With pre-votes a server campaigns only after those of a quorum, or for a transfer.
///
/// Dissertation §9.6 and §3.10.
public enum PreVoteHasQuorum: Invariant {
  public static let sentence =
    "with pre-votes a server campaigns only after those of a quorum, or for a transfer"
  public static let reference = "Dissertation §9.6, §3.10"
  public static let layer = InvariantLayer.accounting
  public static let concerns: StepAspects = [.role, .term]

  public static func judge(
    before: ClusterState, _ action: Action, after: ClusterState, _ context: StepContext
  ) -> Judgement {
    guard context.options.hasPreVote, let i = action.server, after[i].beginsCampaign(since: before[i])
    else { return .notConcerned }
    if let packet = action.received, packet.kind == .timeoutNow { return .held }
    var votes = ServerSet([i])
    if before[i].role == .preCandidate, let packet = action.received {
      votes = before[i].votesGranted.inserting(i)
      if packet.kind == .preVoteResponse, packet.voteGranted,
        packet.term == Term(before[i].currentTerm.rawValue + 1)
      {
        votes.insert(packet.source)
      }
    }
    return Judgement(
      before[i].membership.hasQuorum(votes),
      otherwise: """
        \(i.modelName) campaigns in term \(after[i].currentTerm) with pre-votes from \(votes.modelNames) only
        """)
  }
}
