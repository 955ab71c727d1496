public import TraceFormat

/// A leader ends the joint configuration before it is committed.
///
/// Raft §6 · dissertation §4.3.
public struct LeaveJointEarly: Mutation {
  public static let description = MutationDescription(
    rule: "C_new is appended once C_old,new is committed",
    reference: "Raft §6 · dissertation §4.3",
    serverCount: 4, memberCount: 3,
    bounds: {
      $0.termMaximum = 2
      $0.logLengthMaximum = 2
      $0.messageMaximum = 3
      $0.restartMaximum = 0
    },
    expected: [.init("JointRules"), .init("QuorumsOverlap")])

  public var options = ModelOptions { $0.membershipChange = .joint }

  public init() {}

  public func hasCommittedMembership(_ i: ServerID, in state: ClusterState) -> Bool {
    membershipInUse(by: i, in: state).isJoint || raft.hasCommittedMembership(i, in: state)
  }
}
