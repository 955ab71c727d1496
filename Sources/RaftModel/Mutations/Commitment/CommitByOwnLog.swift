public import TraceFormat

/// A follower commits up to its own last entry, which the request need not have shown to be the leader's.
///
/// Raft Figure 2 (AppendEntries RPC, 5).
///
/// A heartbeat shows it: it carries less than the leader has committed.
public struct CommitByOwnLog: Mutation {
  public static let description = MutationDescription(
    rule: "a follower commits min(leaderCommit, index of last new entry)",
    reference: "Raft Figure 2 (AppendEntries RPC, 5)",
    bounds: {
      $0.termMaximum = 2
      $0.logLengthMaximum = 1
      $0.restartMaximum = 0
      $0.sendsHeartbeats = true
    },
    expected: [.init("FollowerCommitBound"), .init("StateMachineSafety")])

  public var options = ModelOptions()

  public init() {}

  public func followCommitIndex(_ i: ServerID, of request: Packet, in state: inout ClusterState) {
    state[i].commitIndex = max(state[i].commitIndex, min(request.leaderCommit, state[i].log.lastIndex))
  }
}
