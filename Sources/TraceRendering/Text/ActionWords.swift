public import RaftModel
import TraceFormat

/// What happens in a step of the model, in words.
public enum ActionWords {
  public static func words(_ action: Action) -> String {
    switch action {
    case .electionTimeout(let i): "\(i.modelName) times out"
    case .clientAppend(let i): "\(i.modelName) takes a command"
    case .sendAppendEntries(from: let i, to: let j): "\(i.modelName) sends \(j.modelName) its entries"
    case .sendHeartbeat(from: let i, to: let j): "\(i.modelName) sends \(j.modelName) a heartbeat"
    case .receive(let packet, let again):
      "\(packet.destination.modelName) handles \(words(packet)) of \(packet.source.modelName)"
        + (again ? ", of which a copy stays in flight" : "")
    case .lose(let packet):
      "\(words(packet)) from \(packet.source.modelName) to \(packet.destination.modelName) is lost"
    case .restart(let i): "\(i.modelName) crashes and starts again"
    case .stepDown(let i): "\(i.modelName) steps down"
    case .apply(let i): "\(i.modelName) applies an entry"
    case .takeSnapshot(let i): "\(i.modelName) takes a snapshot"
    case .sendInstallSnapshot(from: let i, to: let j): "\(i.modelName) sends \(j.modelName) its snapshot"
    case .changeMembership(let i, to: let target): "\(i.modelName) changes to \(words(target))"
    case .leaveJointMembership(let i): "\(i.modelName) leaves the joint configuration"
    case .transferLeadership(from: let i, to: let j): "\(i.modelName) hands over to \(j.modelName)"
    case .abortTransfer(let i): "\(i.modelName) gives its handing over up"
    case .requestRead(let i): "\(i.modelName) takes a read"
    }
  }

  static func words(_ packet: Packet) -> String {
    let kind = String(describing: packet.kind)
    let answer = packet.kind.isAnswer ? (packet.flag ? " (yes)" : " (no)") : ""
    return "\(kind.prefix(1).uppercased())\(kind.dropFirst())\(answer) of term \(packet.term)"
  }

  private static func words(_ membership: Membership) -> String {
    let voters = membership.voters.map(\.modelName).joined(separator: ", ")
    let learners = membership.learners.map(\.modelName).joined(separator: ", ")
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
