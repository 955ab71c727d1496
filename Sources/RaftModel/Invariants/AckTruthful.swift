import TraceFormat

/// An acknowledged index is one up to which the follower holds what the leader sent.
///
/// Raft §5.3 and Figure 2 (AppendEntries RPC, Leaders) · §7 and Figure 13.
///
/// A refusal names the index that was refused.
public enum AckTruthful: Invariant {
  public static let sentence =
    "an acknowledged index is one up to which the follower holds what the leader sent"
  public static let reference = "Raft §5.3, Figure 2"
  public static let layer = InvariantLayer.accounting
  public static let concerns: StepAspects = [.sent(.appendEntriesResponse), .sent(.installSnapshotResponse)]

  public static func judge(
    before: ClusterState, _ action: Action, after: ClusterState, _ context: StepContext
  ) -> Judgement {
    guard let i = action.server, let request = action.received else { return .notConcerned }
    let lie = context.firstSent(in: after) { !isTruthful($0, to: request, after[i]) }
    guard let lie else { return .held }
    return .violated(
      "\(i.modelName) answers \(request.source.modelName) with index \(lie.matchIndex), which is not so")
  }

  private static func isTruthful(_ answer: Packet, to request: Packet, _ follower: ServerState) -> Bool {
    if answer.kind == .appendEntriesResponse, request.kind == .appendEntriesRequest {
      guard answer.success else { return answer.matchIndex == request.prevLog.index }
      return answer.matchIndex <= request.lastNewIndex && request.lastNewIndex <= follower.log.lastIndex
        && follower.log.contains(request.lastNew)
    }
    if answer.kind == .installSnapshotResponse, request.kind == .installSnapshotRequest {
      guard answer.matchIndex > .zero else { return true }
      return request.term == follower.currentTerm && answer.matchIndex <= request.snapshot.position.index
        && request.snapshot.position.index <= follower.log.lastIndex
        && follower.log.contains(request.snapshot.position)
    }
    return true
  }
}
