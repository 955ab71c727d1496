import TraceFormat

/// A leader sends its own entries and snapshot, from nextIndex on, and its own commit index.
///
/// Raft §5.3, §7, Figure 2 (AppendEntries RPC, arguments) and Figure 13.
public enum ReplicationTruthful: Invariant {
  public static let sentence =
    "a leader sends its own entries and snapshot, from nextIndex on, and its own commit index"
  public static let reference = "Raft §5.3, Figure 2"
  public static let layer = InvariantLayer.accounting
  public static let concerns: StepAspects = [.sent(.appendEntriesRequest), .sent(.installSnapshotRequest)]

  public static func judge(
    before: ClusterState, _ action: Action, after: ClusterState, _ context: StepContext
  ) -> Judgement {
    guard let i = action.server else { return .notConcerned }
    let lie = context.firstSent(in: after) { packet in
      switch packet.kind {
      case .appendEntriesRequest: !isTruthful(packet, before[i])
      case .installSnapshotRequest: packet.snapshot != before[i].log.snapshot
      case .requestVoteRequest, .requestVoteResponse, .preVoteRequest, .preVoteResponse,
        .appendEntriesResponse,
        .installSnapshotResponse, .timeoutNow:
        false
      }
    }
    guard let lie else { return .held }
    return .violated(
      "\(i.modelName) sends \(lie.destination.modelName) a \(lie.kind) that differs from its own state")
  }

  private static func isTruthful(_ request: Packet, _ leader: ServerState) -> Bool {
    let previous = request.prevLog.index
    guard previous == leader.nextIndex[request.destination].previous,
      leader.log.term(at: previous) == request.prevLog.term, request.leaderCommit == leader.commitIndex,
      request.round == leader.heartbeatRound
    else { return false }
    for k in 0..<request.entries.count
    where leader.log[LogIndex(previous.rawValue + UInt64(k) + 1)] != request.entries[k] {
      return false
    }
    return true
  }
}
