public import TraceFormat

/// A follower accepts entries though its log ends before prevLogIndex, and acknowledges what it does not
/// hold.
///
/// Raft Figure 2 (AppendEntries RPC, 2).
///
/// A leader that pipelines need not wait for a refusal, so a gap comes early.
public struct AcceptGap: Mutation {
  public static let description = MutationDescription(
    rule: "entries are refused where the log holds no entry at prevLogIndex",
    reference: "Raft Figure 2 (AppendEntries RPC, 2)",
    bounds: {
      $0.termMaximum = 2
      $0.logLengthMaximum = 2
      $0.restartMaximum = 0
    },
    expected: [
      .init("PrevLogConform", at: 7), .init("MatchSound", at: 12), .init("CommitQuorum", at: 12),
      .init("StateMachineSafety", at: 14), .init("CommittedNeverOverwritten", at: 15),
    ])

  public var options = ModelOptions { $0.pipelinesEntries = true }

  public init() {}

  public func acceptsEntries(_ i: ServerID, of request: Packet, in state: ClusterState) -> Bool {
    request.term == state[i].currentTerm
      && (request.prevLog.index > state[i].log.lastIndex || state[i].log.contains(request.prevLog))
  }
}
