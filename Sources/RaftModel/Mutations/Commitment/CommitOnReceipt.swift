public import TraceFormat

/// A follower commits what it receives at once.
///
/// Raft Figure 2 (AppendEntries RPC, 5).
public struct CommitOnReceipt: Mutation {
  public static let description = MutationDescription(
    rule: "a follower commits no further than its leader",
    reference: "Raft Figure 2 (AppendEntries RPC, 5)",
    serverCount: 5,
    bounds: {
      $0.termMaximum = 2
      $0.logLengthMaximum = 1
      $0.messageMaximum = 8
      $0.restartMaximum = 0
    },
    expected: [.init("FollowerCommitBound"), .init("LeaderCompleteness")])

  public var options = ModelOptions()

  public init() {}

  public func followCommitIndex(_ i: ServerID, of request: Packet, in state: inout ClusterState) {
    state[i].commitIndex = max(state[i].commitIndex, request.lastNewIndex)
  }
}
