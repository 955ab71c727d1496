public import TraceFormat

/// A candidate counts the answers to its pre-vote as votes.
///
/// Dissertation §9.6 · Raft §5.2.
public struct PreVotesAreVotes: Mutation {
  public static let description = MutationDescription(
    rule: "only votes of the campaign's term count",
    reference: "dissertation §9.6 · Raft §5.2",
    bounds: {
      $0.termMaximum = 1
      $0.logLengthMaximum = 1
      $0.restartMaximum = 0
    },
    expected: [.init("CountedVotesReal"), .init("LeaderHasQuorum"), .init("ElectionSafety")])

  public var options = ModelOptions { $0.hasPreVote = true }

  public init() {}

  public func startElection(_ i: ServerID, isTransfer: Bool, in state: inout ClusterState) {
    let votes = state[i].votesGranted
    raft.startElection(i, isTransfer: isTransfer, in: &state)
    state[i].votesGranted = state[i].votesGranted.union(votes)
    if isElected(i, in: state) { becomeLeader(i, in: &state) }
  }
}
