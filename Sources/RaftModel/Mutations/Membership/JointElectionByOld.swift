public import TraceFormat

/// A candidate counts only the old voters in a joint configuration.
///
/// Raft §6 · dissertation §4.3.
public struct JointElectionByOld: Mutation {
  public static let description = MutationDescription(
    rule: "in a joint configuration an election needs majorities of the old and of the new voters",
    reference: "Raft §6 · dissertation §4.3",
    serverCount: 4, memberCount: 3,
    bounds: {
      $0.termMaximum = 2
      $0.logLengthMaximum = 2
      $0.messageMaximum = 3
      $0.restartMaximum = 0
    },
    expected: [.init("LeaderHasQuorum"), .init("JointRules")])

  public var options = ModelOptions { $0.membershipChange = .joint }

  public init() {}

  public func isElected(_ i: ServerID, in state: ClusterState) -> Bool {
    let membership = membershipInUse(by: i, in: state)
    return Membership(voters: membership.isJoint ? membership.outgoingVoters : membership.voters)
      .hasQuorum(state[i].votesGranted)
  }
}
