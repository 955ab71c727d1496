public import TraceFormat

/// What can happen next in a modelled cluster.
///
/// Each case is one step. An election timeout sends its requests for votes, and a message is handled together with the
/// answer to it: handlers are atomic, as a server persists before it answers (Raft Figure 2).
public enum Action: Equatable, Sendable, BitwiseCopyable {
  case electionTimeout(ServerID)
  case clientAppend(ServerID)
  case sendAppendEntries(from: ServerID, to: ServerID)
  /// An AppendEntries request without entries, though some may be waiting.
  case sendHeartbeat(from: ServerID, to: ServerID)
  /// A message arrives and is handled; `again` leaves a copy in flight, which is how a message is duplicated.
  case receive(Packet, again: Bool = false)
  case lose(Packet)
  case restart(ServerID)
  case stepDown(ServerID)
  case apply(ServerID)
  case takeSnapshot(ServerID)
  case sendInstallSnapshot(from: ServerID, to: ServerID)
  case changeMembership(ServerID, to: Membership)
  case leaveJointMembership(ServerID)
  case transferLeadership(from: ServerID, to: ServerID)
  case abortTransfer(ServerID)
  case requestRead(ServerID)

  /// The server at which it happens; nil for the loss of a message, which no server sees.
  public var server: ServerID? {
    switch self {
    case .electionTimeout(let i), .clientAppend(let i), .sendAppendEntries(from: let i, to: _),
      .sendHeartbeat(from: let i, to: _),
      .restart(let i),
      .stepDown(let i), .apply(let i), .takeSnapshot(let i), .sendInstallSnapshot(from: let i, to: _),
      .changeMembership(let i, to: _), .leaveJointMembership(let i), .transferLeadership(from: let i, to: _),
      .abortTransfer(let i), .requestRead(let i):
      i
    case .receive(let packet, again: _): packet.destination
    case .lose: nil
    }
  }

  /// The message that is handled; nil for other actions.
  public var received: Packet? {
    if case .receive(let packet, again: _) = self { packet } else { nil }
  }
}
