import TraceFormat

/// A leader's nextIndex goes on to what was acknowledged or sent, and back only after a refusal.
///
/// Raft §5.3 and Figure 2 (Leaders) · dissertation §10.2.1 for pipelines.
public enum NextIndexMoves: Invariant {
  public static let sentence =
    "a leader's nextIndex goes on to what was acknowledged or sent, and back only after a refusal"
  public static let reference = "Raft §5.3, Figure 2"
  public static let layer = InvariantLayer.accounting
  public static let concerns: StepAspects = [.nextIndex]

  public static func judge(
    before: ClusterState, _ action: Action, after: ClusterState, _ context: StepContext
  ) -> Judgement {
    guard let i = action.server, after[i].stillLeads(since: before[i]) else { return .notConcerned }
    for j in after.allServers where after[i].nextIndex[j] != before[i].nextIndex[j] {
      if !mayMove(i, j, before[i].nextIndex[j], after[i].nextIndex[j], action, after, context.options) {
        return .violated(
          """
          nextIndex of \(i.modelName) for \(j.modelName) goes from \(before[i].nextIndex[j]) to \
          \(after[i].nextIndex[j]) without a reason
          """)
      }
    }
    return .held
  }

  private static func mayMove(
    _ i: ServerID, _ j: ServerID, _ old: LogIndex, _ new: LogIndex, _ action: Action, _ after: ClusterState,
    _ options: ModelOptions
  ) -> Bool {
    if case .sendAppendEntries(from: _, let to) = action {
      return options.pipelinesEntries && to == j && new > old
        && new.rawValue <= old.rawValue + UInt64(options.entriesPerMessageMaximum)
    }
    guard let packet = action.received, packet.source == j, packet.term == after[i].currentTerm else {
      return false
    }
    if new > old { return new == packet.acknowledged(in: packet.term).next }
    return packet.kind == .appendEntriesResponse && !packet.success
  }
}
