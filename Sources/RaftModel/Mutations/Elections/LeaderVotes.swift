public import TraceFormat

/// A candidate or leader votes for another in its own term, as if its vote for itself did not count.
///
/// Raft §5.2 · Figure 2 (Candidates).
public struct LeaderVotes: Mutation {
  public static let description = MutationDescription(
    rule: "a candidate's vote for itself is its vote of that term",
    reference: "Raft §5.2 · Figure 2 (Candidates)",
    bounds: {
      $0.termMaximum = 1
      $0.logLengthMaximum = 1
      $0.restartMaximum = 0
    },
    expected: [.init("OneVotePerTerm", at: 3), .init("ElectionSafety", at: 6)])

  public var options = ModelOptions()

  public init() {}

  public func grantsVote(_ i: ServerID, to request: Packet, in state: ClusterState) -> Bool {
    request.term == state[i].currentTerm
      && (state[i].votedFor == nil || state[i].votedFor == request.source || state[i].votedFor == i)
      && isUpToDate(request.lastLog, comparedWith: state[i].lastLog)
  }
}
