import TraceFormat

/// A candidate that hears from the leader of its term becomes follower.
///
/// Raft §5.2 and Figure 2 (Candidates).
public enum CandidateYields: Invariant {
  public static let sentence = "a candidate that hears from the leader of its term becomes follower"
  public static let reference = "Raft §5.2, Figure 2"
  public static let layer = InvariantLayer.accounting
  public static let concerns: StepAspects = [
    .received(.appendEntriesRequest), .received(.installSnapshotRequest),
  ]

  public static func judge(
    before: ClusterState, _ action: Action, after: ClusterState, _ context: StepContext
  ) -> Judgement {
    guard let i = action.server, let packet = action.received,
      packet.kind == .appendEntriesRequest || packet.kind == .installSnapshotRequest,
      packet.term == after[i].currentTerm, before[i].role != .follower || after[i].role != .follower
    else { return .notConcerned }
    return Judgement(
      after[i].role == .follower,
      otherwise: """
        \(i.modelName) hears from \(packet.source.modelName), leader of term \(packet.term), and is \(after[i].role)
        """)
  }
}
