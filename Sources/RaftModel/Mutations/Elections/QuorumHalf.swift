public import TraceFormat

/// A candidate wins with n / 2 votes, rounded down.
///
/// Raft §5.2 · Figure 2 (Candidates).
public struct QuorumHalf: Mutation {
  public static let description = MutationDescription(
    rule: "a candidate wins with the votes of a majority",
    reference: "Raft §5.2 · Figure 2 (Candidates)",
    bounds: {
      $0.termMaximum = 2
      $0.logLengthMaximum = 1
      $0.restartMaximum = 0
    },
    expected: [
      .init("LeaderHasQuorum", at: 1), .init("ElectionSafety", at: 2), .init("LeaderCompleteness", at: 6),
      .init("StateMachineSafety", at: 10),
    ])

  public var options = ModelOptions()

  public init() {}

  public func isElected(_ i: ServerID, in state: ClusterState) -> Bool {
    let voters = membershipInUse(by: i, in: state).voters
    return state[i].votesGranted.intersection(voters).count >= voters.count / 2
  }
}
