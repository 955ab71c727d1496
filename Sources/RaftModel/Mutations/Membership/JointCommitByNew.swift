public import TraceFormat

/// A leader counts only the new voters when it commits in a joint configuration.
///
/// Raft §6 · dissertation §4.3.
public struct JointCommitByNew: Mutation {
  public static let description = MutationDescription(
    rule: "in a joint configuration agreement needs majorities of the old and of the new voters",
    reference: "Raft §6 · dissertation §4.3",
    seenIn: ["camunda#60086"],
    serverCount: 4, memberCount: 3,
    bounds: {
      $0.termMaximum = 2
      $0.logLengthMaximum = 2
      $0.messageMaximum = 3
      $0.restartMaximum = 0
    },
    expected: [.init("CommitQuorum"), .init("JointRules"), .init("LeaderCompleteness")])

  public var options = ModelOptions { $0.membershipChange = .joint }

  public init() {}

  public func isCommitted(_ index: LogIndex, by i: ServerID, in state: ClusterState) -> Bool {
    state[i].log.term(at: index) == state[i].currentTerm
      && Membership(voters: membershipInUse(by: i, in: state).voters)
        .hasQuorum(holders(of: index, knownTo: i, in: state))
  }
}
