public import TraceFormat

/// A server votes in a term that is over for it.
///
/// Raft Figure 2 (RequestVote RPC, 1).
public struct VoteForOldTerm: Mutation {
  public static let description = MutationDescription(
    rule: "a request for a vote whose term is behind the server's is refused",
    reference: "Raft Figure 2 (RequestVote RPC, 1)",
    bounds: {
      $0.termMaximum = 2
      $0.logLengthMaximum = 1
      $0.restartMaximum = 0
    },
    expected: [.init("StaleIgnored")])

  public var options = ModelOptions()

  public init() {}

  public func grantsVote(_ i: ServerID, to request: Packet, in state: ClusterState) -> Bool {
    (state[i].votedFor == nil || state[i].votedFor == request.source)
      && isUpToDate(request.lastLog, comparedWith: state[i].lastLog)
  }
}
