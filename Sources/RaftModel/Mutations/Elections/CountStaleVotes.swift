import TraceFormat

/// A candidate counts votes of its earlier campaigns.
///
/// Raft §5.1 · Figure 2 (All Servers).
public struct CountStaleVotes: Mutation {
  public static let description = MutationDescription(
    rule: "a candidate counts the votes of its current term only",
    reference: "Raft §5.1 · Figure 2 (All Servers)",
    seenIn: ["Xraft#33"],
    bounds: {
      $0.termMaximum = 2
      $0.logLengthMaximum = 1
      $0.messageMaximum = 6
      $0.restartMaximum = 0
    },
    expected: [
      .init("CountedVotesReal", at: 4), .init("LeaderHasQuorum", at: 4), .init("ElectionSafety", at: 7),
      .init("LeaderCompleteness", at: 11),
    ])

  public var options = ModelOptions()

  public init() {}

  public func countsVote(_ response: Packet, in state: ClusterState) -> Bool {
    response.voteGranted && state[response.destination].role == .candidate
  }
}
