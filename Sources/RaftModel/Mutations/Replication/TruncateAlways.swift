public import TraceFormat

/// A follower cuts its log behind prevLogIndex before it stores the new entries, whether they conflict or
/// not.
///
/// Raft Figure 2 (AppendEntries RPC, 3).
public struct TruncateAlways: Mutation {
  public static let description = MutationDescription(
    rule: "only an entry that conflicts with a new one is deleted, with those that follow it",
    reference: "Raft Figure 2 (AppendEntries RPC, 3)",
    seenIn: ["RaftOS#26"],
    bounds: {
      $0.termMaximum = 2
      $0.logLengthMaximum = 1
      $0.restartMaximum = 0
    },
    expected: [
      .init("NoNeedlessTruncate", at: 8), .init("MatchSound", at: 9), .init("CommitQuorum", at: 9),
      .init("CommittedNeverOverwritten", at: 11), .init("LeaderCompleteness", at: 12),
    ])

  public var options = ModelOptions()

  public init() {}

  public func storeEntries(_ i: ServerID, of request: Packet, in state: inout ClusterState) {
    state[i].log.truncate(from: request.prevLog.index.next)
    raft.storeEntries(i, of: request, in: &state)
  }
}
