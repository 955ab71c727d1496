public import RaftModel
import TraceFormat

/// What happens in a step of the model, in words.
public enum ActionWords {
  public static func words(_ action: Action) -> String { words(action) { $0.modelName } }

  /// - Parameter name: what a server is called.
  static func words(_ action: Action, _ name: (ServerID) -> String) -> String {
    switch action {
    case .electionTimeout(let i): "\(name(i)) times out"
    case .clientAppend(let i): "\(name(i)) takes a command"
    case .sendAppendEntries(from: let i, to: let j): "\(name(i)) sends \(name(j)) its entries"
    case .sendHeartbeat(from: let i, to: let j): "\(name(i)) sends \(name(j)) a heartbeat"
    case .receive(let packet, let again):
      "\(name(packet.destination)) handles \(words(packet)) of \(name(packet.source))"
        + (again ? ", of which a copy stays in flight" : "")
    case .lose(let packet):
      "\(words(packet)) from \(name(packet.source)) to \(name(packet.destination)) is lost"
    case .restart(let i): "\(name(i)) crashes and starts again"
    case .stepDown(let i): "\(name(i)) steps down"
    case .apply(let i): "\(name(i)) applies an entry"
    case .takeSnapshot(let i): "\(name(i)) takes a snapshot"
    case .sendInstallSnapshot(from: let i, to: let j): "\(name(i)) sends \(name(j)) its snapshot"
    case .changeMembership(let i, to: let target): "\(name(i)) changes to \(words(target, name))"
    case .leaveJointMembership(let i): "\(name(i)) leaves the joint configuration"
    case .transferLeadership(from: let i, to: let j): "\(name(i)) hands over to \(name(j))"
    case .abortTransfer(let i): "\(name(i)) gives its handing over up"
    case .requestRead(let i): "\(name(i)) takes a read"
    }
  }

  static func words(_ packet: Packet) -> String {
    let kind = String(describing: packet.kind)
    let answer = packet.kind.isAnswer ? (packet.flag ? " (yes)" : " (no)") : ""
    return "\(kind.prefix(1).uppercased())\(kind.dropFirst())\(answer) of term \(packet.term)"
  }

  private static func words(_ membership: Membership, _ name: (ServerID) -> String) -> String {
    let voters = membership.voters.map(name).joined(separator: ", ")
    let learners = membership.learners.map(name).joined(separator: ", ")
    return "the voters \(voters)" + (learners.isEmpty ? "" : " and the learners \(learners)")
  }
}

extension Packet.Kind {
  fileprivate var isAnswer: Bool {
    switch self {
    case .requestVoteResponse, .preVoteResponse, .appendEntriesResponse: true
    case .requestVoteRequest, .preVoteRequest, .appendEntriesRequest, .installSnapshotRequest,
      .installSnapshotResponse, .timeoutNow:
      false
    }
  }
}
