/// A server that grants a pre-vote notes it as its vote of its current term.
///
/// Dissertation §9.6.
public struct PreVoteRecordsVote: Mutation {
  public static let description = MutationDescription(
    rule: "a pre-vote changes no vote",
    reference: "dissertation §9.6",
    bounds: {
      $0.termMaximum = 2
      $0.logLengthMaximum = 1
      $0.restartMaximum = 0
    },
    expected: [.init("PreVotePure"), .init("OneVotePerTerm")])

  public var options = ModelOptions { $0.hasPreVote = true }

  public init() {}

  public func handlePreVoteRequest(_ request: Packet, in state: inout ClusterState) throws(DisabledAction) {
    let i = request.destination
    try raft.handlePreVoteRequest(request, in: &state)
    if request.term > state[i].currentTerm, isUpToDate(request.lastLog, comparedWith: state[i].lastLog) {
      state[i].votedFor = request.source
    }
  }
}
