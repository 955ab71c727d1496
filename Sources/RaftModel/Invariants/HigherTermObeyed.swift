import TraceFormat

/// A server that sees a higher term adopts it, without a vote, and becomes follower.
///
/// Raft §5.1 and Figure 2 (All Servers).
public enum HigherTermObeyed: Invariant {
  public static let sentence =
    "a server that sees a higher term adopts it, without a vote, and becomes follower"
  public static let reference = "Raft §5.1, Figure 2"
  public static let layer = InvariantLayer.accounting
  public static let concerns: StepAspects = .receivedAny

  public static func judge(
    before: ClusterState, _ action: Action, after: ClusterState, _ context: StepContext
  ) -> Judgement {
    guard let i = action.server, let packet = action.received, packet.bindsReceiver,
      packet.term > before[i].currentTerm
    else { return .notConcerned }
    if packet.kind == .timeoutNow, after[i].beginsCampaign(since: before[i]) {
      return Judgement(
        after[i].currentTerm > packet.term,
        otherwise: "\(i.modelName) campaigns in a term that it was told of")
    }
    let mayVote = packet.kind == .requestVoteRequest && after[i].votedFor == packet.source
    return Judgement(
      after[i].currentTerm == packet.term && after[i].role == .follower
        && (after[i].votedFor == nil || mayVote),
      otherwise: """
        \(i.modelName), told of term \(packet.term), is \(after[i].role) in term \(after[i].currentTerm) with a vote for \
        \(after[i].votedFor?.modelName ?? "nobody")
        """)
  }
}
