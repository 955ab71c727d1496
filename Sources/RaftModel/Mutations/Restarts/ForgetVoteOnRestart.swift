public import TraceFormat

/// A server forgets its vote when it restarts.
///
/// Raft Figure 2 (Persistent state).
public struct ForgetVoteOnRestart: Mutation {
  public static let description = MutationDescription(
    rule: "votedFor is on stable storage before the server answers",
    reference: "Raft Figure 2 (Persistent state)",
    bounds: {
      $0.termMaximum = 1
      $0.logLengthMaximum = 1
    },
    expected: [.init("VoteDurable", at: 4), .init("OneVotePerTerm", at: 4), .init("ElectionSafety", at: 7)])

  public var options = ModelOptions()

  public init() {}

  public func restart(_ i: ServerID, in state: inout ClusterState) throws(DisabledAction) {
    try raft.restart(i, in: &state)
    state[i].votedFor = nil
  }
}
