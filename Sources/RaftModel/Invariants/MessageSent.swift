import TraceFormat

/// A server sends what a step calls for: an answer to a request, a message to a follower.
///
/// Raft Figure 2 and Figure 13 · dissertation §3.10, §9.6.
///
/// Not judged where the network is full and may have lost it.
public enum MessageSent: Invariant {
  public static let sentence =
    "a server sends what a step calls for: an answer to a request, a message to a follower"
  public static let reference = "Raft Figure 2"
  public static let layer = InvariantLayer.progress
  public static let concerns: StepAspects = [
    .receivedAny, .sendAppendEntries, .sendHeartbeat, .sendInstallSnapshot, .transferLeadership,
  ]

  public static func judge(
    before: ClusterState, _ action: Action, after: ClusterState, _ context: StepContext
  ) -> Judgement {
    guard let i = action.server, after.network.count < Network.capacity, let wanted = wanted(action)
    else { return .notConcerned }
    for k in 0..<after.network.count {
      let packet = after.network[k]
      if packet.kind == wanted.kind, packet.source == i, packet.destination == wanted.to { return .held }
    }
    return .violated("\(i.modelName) sends no \(wanted.kind) to \(wanted.to.modelName)")
  }

  private static func wanted(_ action: Action) -> (kind: Packet.Kind, to: ServerID)? {
    switch action {
    case .sendAppendEntries(from: _, let j), .sendHeartbeat(from: _, let j): (.appendEntriesRequest, j)
    case .sendInstallSnapshot(from: _, let j): (.installSnapshotRequest, j)
    case .transferLeadership(from: _, let j): (.timeoutNow, j)
    case .receive(let packet, again: _): answer(to: packet.kind).map { ($0, packet.source) }
    case .electionTimeout, .clientAppend, .lose, .restart, .stepDown, .apply, .takeSnapshot,
      .changeMembership,
      .leaveJointMembership, .abortTransfer, .requestRead:
      nil
    }
  }

  private static func answer(to kind: Packet.Kind) -> Packet.Kind? {
    switch kind {
    case .requestVoteRequest: .requestVoteResponse
    case .preVoteRequest: .preVoteResponse
    case .appendEntriesRequest: .appendEntriesResponse
    case .installSnapshotRequest: .installSnapshotResponse
    case .requestVoteResponse, .preVoteResponse, .appendEntriesResponse, .installSnapshotResponse,
      .timeoutNow:
      nil
    }
  }
}
