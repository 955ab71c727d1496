import TraceFormat

/// A server grants its vote and does not note for whom.
///
/// Raft Figure 2 (Persistent state; RequestVote RPC, 2).
public struct VoteUnrecorded: Mutation {
  public static let description = MutationDescription(
    rule: "a server that grants its vote notes the candidate in votedFor first",
    reference: "Raft Figure 2 (Persistent state; RequestVote RPC, 2)",
    bounds: {
      $0.termMaximum = 1
      $0.logLengthMaximum = 1
      $0.restartMaximum = 0
    },
    expected: [.init("VoteAnswerTruthful"), .init("ElectionSafety")])

  public var options = ModelOptions()

  public init() {}

  public func handleRequestVoteRequest(_ request: Packet, in state: inout ClusterState) throws(DisabledAction)
  {
    try raft.handleRequestVoteRequest(request, in: &state)
    if state[request.destination].role == .follower { state[request.destination].votedFor = nil }
  }
}
