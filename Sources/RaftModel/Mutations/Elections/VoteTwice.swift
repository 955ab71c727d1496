public import TraceFormat

/// A server votes for whoever asks, however it has voted before.
///
/// Raft Figure 2 (RequestVote RPC, 2).
public struct VoteTwice: Mutation {
  public static let description = MutationDescription(
    rule: "a server votes for at most one candidate in a term",
    reference: "Raft Figure 2 (RequestVote RPC, 2)",
    bounds: {
      $0.termMaximum = 1
      $0.logLengthMaximum = 1
      $0.restartMaximum = 0
    },
    expected: [
      .init("OneVotePerTerm", at: 4), .init("ElectionSafety", at: 6), .init("LogMatching", at: 8),
      .init("CommitQuorum", at: 13),
    ])

  public var options = ModelOptions()

  public init() {}

  public func grantsVote(_ i: ServerID, to request: Packet, in state: ClusterState) -> Bool {
    request.term == state[i].currentTerm && isUpToDate(request.lastLog, comparedWith: state[i].lastLog)
  }
}
