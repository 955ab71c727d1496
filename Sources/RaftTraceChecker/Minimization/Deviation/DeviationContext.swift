import RaftModel
import TraceFormat

/// The situation of a step, as far as Raft's requirements tell situations apart.
///
/// A deviation is applied only in the situation in which the trace showed it: a server seen to vote for a shorter log was
/// not seen to vote twice.
struct DeviationContext: Hashable, Sendable {
  private var action: UInt8
  private var role: Role
  /// Whether the rules take the step at all.
  private var isEnabled: Bool
  private var atoms: [Int8] = []

  init(_ action: Action, in state: ClusterState, isEnabled: Bool, expected: ClusterState) {
    self.isEnabled = isEnabled
    self.action = Self.number(action)
    guard let i = action.server else {
      role = .follower
      return
    }
    // What a restart brings back does not depend on what the server held.
    if case .restart = action {
      role = .follower
      return
    }
    role = state[i].role
    let server = state[i]
    if let packet = action.received {
      atoms.append(Self.order(packet.term, server.currentTerm))
      add(packet, server)
    } else {
      atoms.append(server.votedFor == nil ? 0 : server.votedFor == i ? 1 : 2)
      atoms.append(server.log.count > 0 ? 1 : 0)
      atoms.append(server.log.lastIndex > server.commitIndex ? 1 : 0)
    }
    addOutcome(server, expected[i])
  }

  private mutating func add(_ packet: Packet, _ server: ServerState) {
    switch packet.kind {
    case .requestVoteRequest, .preVoteRequest:
      let isNewTerm = packet.term > server.currentTerm
      atoms.append(
        isNewTerm || server.votedFor == nil
          ? 0 : server.votedFor == packet.source ? 1 : server.votedFor == packet.destination ? 2 : 3)
      // By how much a log is ahead of another makes no difference to Raft; which of the two is shorter might be the fault.
      guard packet.lastLog < server.log.last else { return }
      atoms.append(Self.order(packet.lastLog.term, server.log.lastTerm))
      atoms.append(Self.order(packet.lastLog.index, server.log.lastIndex))
    case .requestVoteResponse, .preVoteResponse: atoms.append(packet.voteGranted ? 1 : 0)
    case .appendEntriesRequest:
      let previous = packet.prevLog.index
      atoms.append(
        server.log.contains(packet.prevLog) ? 0 : previous > server.log.lastIndex ? 1 : 2)
      atoms.append(packet.entries.isEmpty ? 0 : hasConflict(packet, server.log) ? 2 : 1)
      atoms.append(Self.order(packet.lastNewIndex, server.log.lastIndex))
    case .appendEntriesResponse: atoms.append(packet.success ? 1 : 0)
    case .installSnapshotRequest:
      atoms.append(Self.order(packet.snapshot.position.index, server.log.lastIndex))
      atoms.append(server.log.contains(packet.snapshot.position) ? 1 : 0)
    case .installSnapshotResponse, .timeoutNow: break
    }
  }

  private func hasConflict(_ packet: Packet, _ log: ServerLog) -> Bool {
    (0..<packet.entries.count).contains { k in
      let own = log[LogIndex(packet.prevLog.index.rawValue + UInt64(k) + 1)]
      return own.map { $0.term != packet.entries[k].term } ?? false
    }
  }

  /// What the rules make of it.
  private mutating func addOutcome(_ before: ServerState, _ after: ServerState) {
    atoms.append(after.role == before.role ? 0 : 1)
    atoms.append(Self.order(after.commitIndex, before.commitIndex))
    atoms.append(Self.order(after.log.lastIndex, before.log.lastIndex))
  }

  private static func order<Value: Comparable>(_ a: Value, _ b: Value) -> Int8 { a < b ? -1 : a == b ? 0 : 1 }

  private static func number(_ action: Action) -> UInt8 {
    switch action {
    case .electionTimeout: 0
    case .clientAppend: 1
    case .sendAppendEntries: 2
    case .sendHeartbeat: 3
    case .lose: 4
    case .restart: 5
    case .stepDown: 6
    case .apply: 7
    case .takeSnapshot: 8
    case .sendInstallSnapshot: 9
    case .changeMembership: 10
    case .leaveJointMembership: 11
    case .transferLeadership: 12
    case .abortTransfer: 13
    case .requestRead: 14
    case .receive(let packet, again: _): 16 + packet.kind.rawValue
    }
  }
}
