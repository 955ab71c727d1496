public import RaftModel
import TraceFormat

extension Action {
  /// The action as one line of a scenario; two actions that are possible in one state never have the same line.
  public var line: String {
    switch self {
    case .electionTimeout(let i): "\(i.modelName) times out"
    case .clientAppend(let i): "\(i.modelName) takes a command"
    case .sendAppendEntries(from: let i, to: let j): "\(i.modelName) sends entries to \(j.modelName)"
    case .receive(let packet, let again):
      "\(packet.destination.modelName) receives \(packet.line)\(again ? ", a copy" : "")"
    case .lose(let packet): "lost: \(packet.line)"
    case .restart(let i): "\(i.modelName) restarts"
    case .stepDown(let i): "\(i.modelName) steps down"
    case .apply(let i): "\(i.modelName) applies"
    case .takeSnapshot(let i): "\(i.modelName) takes a snapshot"
    case .sendInstallSnapshot(from: let i, to: let j): "\(i.modelName) sends its snapshot to \(j.modelName)"
    case .changeMembership(let i, to: let target): "\(i.modelName) changes to \(target.line)"
    case .leaveJointMembership(let i): "\(i.modelName) leaves the joint configuration"
    case .transferLeadership(from: let i, to: let j): "\(i.modelName) hands over to \(j.modelName)"
    case .abortTransfer(let i): "\(i.modelName) gives its transfer up"
    case .requestRead(let i): "\(i.modelName) takes a read"
    }
  }
}

extension Packet {
  fileprivate var line: String {
    let head = "\(kind) of \(source.modelName), term \(term)"
    switch kind {
    case .requestVoteRequest:
      return "\(head), log to \(lastLog.line)\(isTransfer ? ", by transfer" : "")"
    case .preVoteRequest: return "\(head), log to \(lastLog.line)"
    case .requestVoteResponse, .preVoteResponse: return "\(head), \(voteGranted ? "granted" : "refused")"
    case .appendEntriesRequest:
      let terms = (0..<entries.count).map { entries[$0].line }.joined(separator: " ")
      return "\(head), behind \(prevLog.line): [\(terms)], commit \(leaderCommit)\(roundLine)"
    case .appendEntriesResponse:
      return "\(head), \(success ? "success" : "refused"), match \(matchIndex)\(roundLine)"
    case .installSnapshotRequest:
      return "\(head), to \(snapshot.position.line), \(snapshot.membership.line), content \(snapshot.content)"
    case .installSnapshotResponse: return "\(head), match \(matchIndex)"
    case .timeoutNow: return head
    }
  }

  private var roundLine: String { round == 0 ? "" : ", round \(round)" }
}

extension LogPosition {
  fileprivate var line: String { "\(index)@\(term)" }
}

extension ServerLog.Entry {
  fileprivate var line: String {
    if let membership { return "\(term):\(membership.line)" }
    return isNoOperation ? "\(term):empty" : "\(term):\(commandOrigin?.modelName ?? "")"
  }
}

extension Membership {
  fileprivate var line: String {
    var parts = ["{" + voters.map(\.modelName).joined(separator: " ") + "}"]
    if isJoint { parts.append("from {" + outgoingVoters.map(\.modelName).joined(separator: " ") + "}") }
    if !learners.isEmpty {
      parts.append("learners {" + learners.map(\.modelName).joined(separator: " ") + "}")
    }
    return parts.joined(separator: " ")
  }
}
