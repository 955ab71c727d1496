public import TraceFormat

/// A server uses a configuration only once it knows it to be committed.
///
/// Raft §6 · dissertation §4.1.
public struct MembershipOnCommit: Mutation {
  public static let description = MutationDescription(
    rule: "a server uses the latest configuration in its log, committed or not",
    reference: "Raft §6 · dissertation §4.1",
    serverCount: 4, memberCount: 3,
    bounds: {
      $0.termMaximum = 2
      $0.messageMaximum = 3
      $0.restartMaximum = 0
    },
    expected: [.init("ConfigInUse"), .init("CommitQuorum")])

  public var options = ModelOptions { $0.membershipChange = .oneServer }

  public init() {}

  public func membershipInUse(by i: ServerID, in state: ClusterState) -> Membership {
    state[i].log.membership(at: state[i].commitIndex)
  }
}
