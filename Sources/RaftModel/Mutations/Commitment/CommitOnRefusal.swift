/// A follower follows its leader's commit index also where it refuses the entries: a heartbeat commits.
///
/// Raft Figure 2 (AppendEntries RPC, 2 and 5).
public struct CommitOnRefusal: Mutation {
  public static let description = MutationDescription(
    rule: "a request that is refused changes nothing but the term",
    reference: "Raft Figure 2 (AppendEntries RPC, 2 and 5)",
    bounds: {
      $0.termMaximum = 2
      $0.logLengthMaximum = 2
      $0.messageMaximum = 3
      $0.restartMaximum = 0
    },
    expected: [.init("CommitLeLast"), .init("FollowerCommitBound"), .init("StateMachineSafety")])

  public var options = ModelOptions { $0.pipelinesEntries = true }

  public init() {}

  public func handleAppendEntriesRequest(_ request: Packet, in state: inout ClusterState)
    throws(DisabledAction)
  {
    let i = request.destination
    try raft.handleAppendEntriesRequest(request, in: &state)
    if request.term == state[i].currentTerm { followCommitIndex(i, of: request, in: &state) }
  }
}
