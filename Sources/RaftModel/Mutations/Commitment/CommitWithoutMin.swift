public import TraceFormat

/// A follower takes its leader's commit index, though it holds less.
///
/// Raft Figure 2 (AppendEntries RPC, 5).
///
/// A heartbeat shows it: it carries less than the leader has committed.
public struct CommitWithoutMin: Mutation {
  public static let description = MutationDescription(
    rule: "a follower commits min(leaderCommit, index of last new entry)",
    reference: "Raft Figure 2 (AppendEntries RPC, 5)",
    bounds: {
      $0.termMaximum = 2
      $0.logLengthMaximum = 1
      $0.restartMaximum = 0
      $0.sendsHeartbeats = true
    },
    expected: [
      .init("CommitLeLast", at: 9), .init("FollowerCommitBound", at: 9), .init("StateMachineSafety", at: 13),
      .init("CommittedNeverOverwritten", at: 15),
    ])

  public var options = ModelOptions()

  public init() {}

  public func followCommitIndex(_ i: ServerID, of request: Packet, in state: inout ClusterState) {
    state[i].commitIndex = max(state[i].commitIndex, request.leaderCommit)
  }
}
