public import TraceFormat

/// A leader that is no longer a member counts itself when it commits.
///
/// Raft §6 · dissertation §4.2.2.
public struct RemovedLeaderCounts: Mutation {
  public static let description = MutationDescription(
    rule: "a leader that is not a member does not count itself in majorities",
    reference: "Raft §6 · dissertation §4.2.2",
    seenIn: ["canonical/raft#235"],
    serverCount: 3,
    bounds: {
      $0.termMaximum = 2
      $0.logLengthMaximum = 2
      $0.messageMaximum = 3
      $0.restartMaximum = 0
    },
    expected: [.init("RemovedBehaves"), .init("CommitQuorum")])

  public var options = ModelOptions { $0.membershipChange = .oneServer }

  public init() {}

  public func isCommitted(_ index: LogIndex, by i: ServerID, in state: ClusterState) -> Bool {
    state[i].log.term(at: index) == state[i].currentTerm
      && holders(of: index, knownTo: i, in: state).count
        >= Quorum.majority(of: membershipInUse(by: i, in: state).voters.count)
  }
}
