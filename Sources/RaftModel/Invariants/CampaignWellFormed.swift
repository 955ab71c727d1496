import TraceFormat

/// A candidate campaigns in a new term, votes for itself, and has no entry of that term.
///
/// Raft §5.2 and Figure 2 (Candidates).
public enum CampaignWellFormed: Invariant {
  public static let sentence =
    "a candidate campaigns in a new term, votes for itself, and has no entry of that term"
  public static let reference = "Raft §5.2, Figure 2"
  public static let layer = InvariantLayer.accounting
  public static let concerns: StepAspects = [.term, .role]

  public static func judge(
    before: ClusterState, _ action: Action, after: ClusterState, _ context: StepContext
  ) -> Judgement {
    guard let i = action.server, after[i].beginsCampaign(since: before[i]) else { return .notConcerned }
    let term = after[i].currentTerm
    var known = before[i].currentTerm
    if let packet = action.received, packet.bindsReceiver { known = max(known, packet.term) }
    guard term.rawValue == known.rawValue + 1 else {
      return .violated("\(i.modelName) campaigns in term \(term) after term \(known)")
    }
    guard after[i].votedFor == i else {
      return .violated("\(i.modelName) campaigns in term \(term) and does not vote for itself")
    }
    return Judgement(
      before[i].log.lastTerm < term,
      otherwise: "\(i.modelName) campaigns in term \(term), of which it has an entry")
  }
}
