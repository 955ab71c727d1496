import TraceFormat

/// A leader's matchIndex rises only to what the server itself acknowledged in this term.
///
/// Raft §5.3 and Figure 2 (Leaders).
public enum MatchAcknowledged: Invariant {
  public static let sentence =
    "a leader's matchIndex rises only to what the server itself acknowledged in this term"
  public static let reference = "Raft §5.3, Figure 2"
  public static let layer = InvariantLayer.accounting
  public static let concerns: StepAspects = [.matchIndex]

  public static func judge(
    before: ClusterState, _ action: Action, after: ClusterState, _ context: StepContext
  ) -> Judgement {
    guard let i = action.server, after[i].stillLeads(since: before[i]) else { return .notConcerned }
    for j in after.allServers where after[i].matchIndex[j] > before[i].matchIndex[j] {
      let packet = action.received
      let acknowledged = packet?.source == j ? packet?.acknowledged(in: after[i].currentTerm) : nil
      if acknowledged != after[i].matchIndex[j] {
        return .violated(
          "\(i.modelName) notes that \(j.modelName) matches up to index \(after[i].matchIndex[j]), which it was not told"
        )
      }
    }
    return .held
  }
}
