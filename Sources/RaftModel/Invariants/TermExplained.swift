import TraceFormat

/// A server's term changes only to that of a message or by its own campaign.
///
/// Raft §5.1 and Figure 2 (All Servers, Candidates).
public enum TermExplained: Invariant {
  public static let sentence = "a server's term changes only to that of a message or by its own campaign"
  public static let reference = "Raft §5.1, Figure 2"
  public static let layer = InvariantLayer.accounting
  public static let concerns: StepAspects = [.term]

  public static func judge(
    before: ClusterState, _ action: Action, after: ClusterState, _ context: StepContext
  ) -> Judgement {
    guard let i = action.server, before[i].currentTerm != after[i].currentTerm,
      !after[i].beginsCampaign(since: before[i])
    else { return .notConcerned }
    let term = after[i].currentTerm
    let isAdopted = action.received.map { $0.bindsReceiver && $0.term == term } ?? false
    return Judgement(isAdopted, otherwise: "\(i.modelName) enters term \(term), which no message told it")
  }
}
