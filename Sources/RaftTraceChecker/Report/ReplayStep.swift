/// A step of Raft, named as the file of `RaftModel` that holds its rule.
public enum ReplayStep: String, CaseIterable, Hashable, Sendable {
  case updateTerm = "UpdateTerm"
  case electionTimeout = "ElectionTimeout"
  case startElection = "StartElection"
  case handleRequestVoteRequest = "HandleRequestVoteRequest"
  case becomeLeader = "BecomeLeader"
  case clientAppend = "ClientAppend"
  case sendAppendEntries = "SendAppendEntries"
  case handleAppendEntriesRequest = "HandleAppendEntriesRequest"
  case advanceCommitIndex = "AdvanceCommitIndex"
  case apply = "Apply"
  case takeSnapshot = "TakeSnapshot"
  case sendInstallSnapshot = "SendInstallSnapshot"
  case handleInstallSnapshotRequest = "HandleInstallSnapshotRequest"
  case changeMembership = "ChangeMembership"
  case membershipInUse = "MembershipInUse"
  case transferLeadership = "TransferLeadership"
  case restart = "Restart"
  /// Any message leaves its sender; what holds of all of them.
  case send = "Send"
  /// Any message arrives.
  case receive = "Receive"

  /// The file that holds the rule, from the package's root.
  public var sourceFile: String {
    switch self {
    case .takeSnapshot, .sendInstallSnapshot, .handleInstallSnapshotRequest:
      "Sources/RaftModel/Actions/Snapshots/\(rawValue).swift"
    case .changeMembership, .membershipInUse: "Sources/RaftModel/Actions/Membership/\(rawValue).swift"
    case .transferLeadership: "Sources/RaftModel/Actions/Transfer/\(rawValue).swift"
    case .send: "Sources/RaftModel/State/Network.swift"
    case .receive: "Sources/RaftModel/RaftModel.swift"
    case .updateTerm, .electionTimeout, .startElection, .handleRequestVoteRequest, .becomeLeader,
      .clientAppend,
      .sendAppendEntries, .handleAppendEntriesRequest, .advanceCommitIndex, .apply, .restart:
      "Sources/RaftModel/Actions/\(rawValue).swift"
    }
  }
}
