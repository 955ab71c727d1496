public import TraceFormat

/// A candidate begins its next campaign with the votes of the last.
///
/// Raft §5.2 · Figure 2 (Candidates).
///
/// With three servers one vote besides its own wins at once, so none is left over.
public struct CandidateKeepsVotes: Mutation {
  public static let description = MutationDescription(
    rule: "a campaign begins with the candidate's own vote alone",
    reference: "Raft §5.2 · Figure 2 (Candidates)",
    serverCount: 5,
    bounds: {
      $0.termMaximum = 2
      $0.logLengthMaximum = 1
      $0.messageMaximum = 8
      $0.restartMaximum = 0
    },
    expected: [.init("CountedVotesReal"), .init("LeaderHasQuorum"), .init("ElectionSafety")])

  public var options = ModelOptions()

  public init() {}

  public func startElection(_ i: ServerID, isTransfer: Bool, in state: inout ClusterState) {
    let votes = state[i].votesGranted
    raft.startElection(i, isTransfer: isTransfer, in: &state)
    state[i].votesGranted = state[i].votesGranted.union(votes)
  }
}
