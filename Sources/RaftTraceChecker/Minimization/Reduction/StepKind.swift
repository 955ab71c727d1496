import RaftModel

/// A kind of steps that runs are full of and that most violations do not need: faults, calls of clients, snapshots.
enum StepKind: CaseIterable {
  case losses
  case copies
  case restarts
  case abdications
  case transfers
  case reads
  case snapshots
  case membershipChanges
  case heartbeats
  case commands

  func contains(_ action: Action) -> Bool {
    switch action {
    case .lose: self == .losses
    case .receive(let packet, let isCopied): contains(packet) || isCopied && self == .copies
    case .restart: self == .restarts
    case .stepDown: self == .abdications
    case .transferLeadership, .abortTransfer: self == .transfers
    case .requestRead: self == .reads
    case .takeSnapshot, .sendInstallSnapshot: self == .snapshots
    case .changeMembership, .leaveJointMembership: self == .membershipChanges
    case .sendHeartbeat: self == .heartbeats
    case .clientAppend: self == .commands
    case .electionTimeout, .sendAppendEntries, .apply: false
    }
  }

  private func contains(_ packet: Packet) -> Bool {
    switch packet.kind {
    case .installSnapshotRequest, .installSnapshotResponse: self == .snapshots
    case .timeoutNow: self == .transfers
    case .requestVoteRequest, .requestVoteResponse, .preVoteRequest, .preVoteResponse, .appendEntriesRequest,
      .appendEntriesResponse:
      false
    }
  }
}
