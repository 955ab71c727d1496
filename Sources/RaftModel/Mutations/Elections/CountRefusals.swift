import TraceFormat

/// A candidate counts every answer as a vote, refusals too.
///
/// Raft §5.2 · Figure 2 (Candidates).
public struct CountRefusals: Mutation {
  public static let description = MutationDescription(
    rule: "only a granted vote counts",
    reference: "Raft §5.2 · Figure 2 (Candidates)",
    bounds: {
      $0.termMaximum = 1
      $0.logLengthMaximum = 1
      $0.restartMaximum = 0
    },
    expected: [.init("LeaderHasQuorum"), .init("ElectionSafety")])

  public var options = ModelOptions()

  public init() {}

  public func countsVote(_ response: Packet, in state: ClusterState) -> Bool {
    let i = response.destination
    return state[i].role == .candidate && response.term == state[i].currentTerm
  }
}
