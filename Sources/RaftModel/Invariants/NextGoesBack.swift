import TraceFormat

/// A leader that is refused goes back, as far as the server may match.
///
/// Raft §5.3 and Figure 2 (Leaders).
public enum NextGoesBack: Invariant {
  public static let sentence = "a leader that is refused goes back, as far as the server may match"
  public static let reference = "Raft §5.3, Figure 2"
  public static let layer = InvariantLayer.progress
  public static let concerns: StepAspects = [.received(.appendEntriesResponse)]

  public static func judge(
    before: ClusterState, _ action: Action, after: ClusterState, _ context: StepContext
  ) -> Judgement {
    guard let i = action.server, let packet = action.received, packet.kind == .appendEntriesResponse,
      !packet.success,
      packet.term == after[i].currentTerm, after[i].stillLeads(since: before[i])
    else { return .notConcerned }
    let j = packet.source
    return Judgement(
      after[i].nextIndex[j] < before[i].nextIndex[j] || after[i].nextIndex[j] == after[i].matchIndex[j].next,
      otherwise:
        "\(i.modelName), refused by \(j.modelName), would send from index \(after[i].nextIndex[j]) again")
  }
}
