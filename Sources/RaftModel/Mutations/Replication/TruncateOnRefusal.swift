import TraceFormat

/// A follower that refuses entries deletes its own from prevLogIndex on.
///
/// Raft Figure 2 (AppendEntries RPC, 3).
///
/// What conflicts with the leader's log is not committed, so no harm is done; some implementations do it on
/// purpose.
public struct TruncateOnRefusal: Mutation {
  public static let description = MutationDescription(
    rule: "a follower deletes entries only where new ones conflict with them",
    reference: "Raft Figure 2 (AppendEntries RPC, 3)",
    bounds: {
      $0.termMaximum = 2
      $0.logLengthMaximum = 1
      $0.restartMaximum = 0
    },
    expected: [.init("NoNeedlessTruncate")])

  public var options = ModelOptions()

  public init() {}

  public func handleAppendEntriesRequest(_ request: Packet, in state: inout ClusterState)
    throws(DisabledAction)
  {
    let i = request.destination
    try raft.handleAppendEntriesRequest(request, in: &state)
    if request.term == state[i].currentTerm, !state[i].log.contains(request.prevLog) {
      state[i].log.truncate(from: request.prevLog.index)
    }
  }
}
