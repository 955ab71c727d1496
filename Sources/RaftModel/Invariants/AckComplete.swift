import TraceFormat

/// A follower acknowledges all that it holds of what the leader sent.
///
/// Raft §5.3, Figure 2 (Leaders) and Figure 13.
public enum AckComplete: Invariant {
  public static let sentence = "a follower acknowledges all that it holds of what the leader sent"
  public static let reference = "Raft §5.3, Figure 2"
  public static let layer = InvariantLayer.progress
  public static let concerns: StepAspects = [.sent(.appendEntriesResponse), .sent(.installSnapshotResponse)]

  public static func judge(
    before: ClusterState, _ action: Action, after: ClusterState, _ context: StepContext
  ) -> Judgement {
    guard let i = action.server, let request = action.received else { return .notConcerned }
    let short = context.firstSent(in: after) { answer in
      if answer.kind == .appendEntriesResponse, request.kind == .appendEntriesRequest, answer.success {
        return answer.matchIndex < request.lastNewIndex
      }
      return answer.kind == .installSnapshotResponse && request.kind == .installSnapshotRequest
        && request.term == after[i].currentTerm && answer.matchIndex < request.snapshot.position.index
    }
    guard let short else { return .held }
    return .violated(
      "\(i.modelName) acknowledges index \(short.matchIndex) only to \(request.source.modelName)")
  }
}
