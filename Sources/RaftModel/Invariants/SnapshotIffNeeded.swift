import TraceFormat

/// A leader sends a snapshot where it has discarded the next entry, and entries otherwise.
///
/// Raft §7 and Figure 13.
public enum SnapshotIffNeeded: Invariant {
  public static let sentence =
    "a leader sends a snapshot where it has discarded the next entry, and entries otherwise"
  public static let reference = "Raft §7, Figure 13"
  public static let layer = InvariantLayer.accounting
  public static let concerns: StepAspects = [.sent(.appendEntriesRequest), .sent(.installSnapshotRequest)]

  public static func judge(
    before: ClusterState, _ action: Action, after: ClusterState, _ context: StepContext
  ) -> Judgement {
    guard let i = action.server else { return .notConcerned }
    let snapshot = before[i].log.snapshot.position.index
    let wrong = context.firstSent(in: after) { packet in
      packet.kind == .installSnapshotRequest
        ? before[i].nextIndex[packet.destination] > snapshot
        : packet.kind == .appendEntriesRequest && packet.prevLog.index < snapshot
    }
    guard let wrong else { return .held }
    return .violated(
      """
      \(i.modelName), whose snapshot ends at index \(snapshot), sends \(wrong.destination.modelName), whose nextIndex is \
      \(before[i].nextIndex[wrong.destination]), a \(wrong.kind)
      """)
  }
}
