import TraceFormat

/// Every message is the one that the step calls for, and an answer goes to who asked.
///
/// Raft Figure 2 and Figure 13 · dissertation §3.10, §9.6.
public enum MessageFitsStep: Invariant {
  public static let sentence =
    "every message is the one that the step calls for, and an answer goes to who asked"
  public static let reference = "Raft Figure 2"
  public static let layer = InvariantLayer.accounting
  public static let concerns: StepAspects = .sentAny

  public static func judge(
    before: ClusterState, _ action: Action, after: ClusterState, _ context: StepContext
  ) -> Judgement {
    let wrong = context.firstSent(in: after) { !fits($0, action) }
    guard let wrong else { return .held }
    return .violated(
      "\(wrong.source.modelName) sends \(wrong.destination.modelName) a \(wrong.kind) that nothing asks for")
  }

  private static func fits(_ packet: Packet, _ action: Action) -> Bool {
    switch action {
    case .electionTimeout: packet.kind == .requestVoteRequest || packet.kind == .preVoteRequest
    case .sendAppendEntries(from: _, let j): packet.kind == .appendEntriesRequest && packet.destination == j
    case .sendHeartbeat(from: _, let j):
      packet.kind == .appendEntriesRequest && packet.destination == j && packet.entries.isEmpty
    case .sendInstallSnapshot(from: _, let j):
      packet.kind == .installSnapshotRequest && packet.destination == j
    case .transferLeadership(from: _, let j): packet.kind == .timeoutNow && packet.destination == j
    case .receive(let received, again: _): answers(packet, received)
    case .clientAppend, .lose, .restart, .stepDown, .apply, .takeSnapshot, .changeMembership,
      .leaveJointMembership, .abortTransfer, .requestRead:
      false
    }
  }

  private static func answers(_ packet: Packet, _ received: Packet) -> Bool {
    let isBack = packet.destination == received.source
    switch received.kind {
    case .requestVoteRequest: return isBack && packet.kind == .requestVoteResponse
    case .preVoteRequest: return isBack && packet.kind == .preVoteResponse
    case .appendEntriesRequest: return isBack && packet.kind == .appendEntriesResponse
    case .installSnapshotRequest: return isBack && packet.kind == .installSnapshotResponse
    case .preVoteResponse, .timeoutNow: return packet.kind == .requestVoteRequest
    case .requestVoteResponse, .appendEntriesResponse, .installSnapshotResponse: return false
    }
  }
}
