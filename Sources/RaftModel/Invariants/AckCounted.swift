import TraceFormat

/// A leader takes note of every acknowledgement of its term.
///
/// Raft §5.3 and Figure 2 (Leaders).
public enum AckCounted: Invariant {
  public static let sentence = "a leader takes note of every acknowledgement of its term"
  public static let reference = "Raft §5.3, Figure 2"
  public static let layer = InvariantLayer.progress
  public static let concerns: StepAspects = [
    .received(.appendEntriesResponse), .received(.installSnapshotResponse),
  ]

  public static func judge(
    before: ClusterState, _ action: Action, after: ClusterState, _ context: StepContext
  ) -> Judgement {
    guard let i = action.server, let packet = action.received, after[i].stillLeads(since: before[i])
    else { return .notConcerned }
    let index = packet.acknowledged(in: after[i].currentTerm)
    guard index > .zero else { return .notConcerned }
    return Judgement(
      after[i].matchIndex[packet.source] >= index,
      otherwise: "\(i.modelName) does not note that \(packet.source.modelName) matches up to index \(index)")
  }
}
