import TraceFormat

/// A leader sends as many of the next entries as a message carries.
///
/// Raft §5.3 and Figure 2 (Leaders).
public enum EntriesSent: Invariant {
  public static let sentence = "a leader sends as many of the next entries as a message carries"
  public static let reference = "Raft §5.3, Figure 2"
  public static let layer = InvariantLayer.progress
  public static let concerns: StepAspects = [.sent(.appendEntriesRequest)]

  public static func judge(
    before: ClusterState, _ action: Action, after: ClusterState, _ context: StepContext
  ) -> Judgement {
    guard let i = action.server, !context.aspects.contains(.sendHeartbeat) else { return .notConcerned }
    let lacking = context.firstSent(in: after) { packet in
      packet.kind == .appendEntriesRequest && packet.lastNewIndex < before[i].log.lastIndex
        && packet.entries.count < Int(context.options.entriesPerMessageMaximum)
    }
    guard let lacking else { return .held }
    return .violated(
      "\(i.modelName) does not send \(lacking.destination.modelName) the entries that come next")
  }
}
