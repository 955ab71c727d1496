public import TraceFormat

/// A follower looks only whether its log reaches prevLogIndex, and not at the term there.
///
/// Raft Figure 2 (AppendEntries RPC, 2).
public struct NoPrevTermCheck: Mutation {
  public static let description = MutationDescription(
    rule: "entries are refused where the entry at prevLogIndex has another term than prevLogTerm",
    reference: "Raft Figure 2 (AppendEntries RPC, 2)",
    bounds: {
      $0.termMaximum = 2
      $0.logLengthMaximum = 2
      $0.messageMaximum = 3
      $0.restartMaximum = 0
    },
    expected: [
      .init("PrevLogConform", at: 15), .init("LogMatching", at: 15), .init("MatchSound", at: 15),
      .init("StateMachineSafety", at: 17),
    ])

  public var options = ModelOptions()

  public init() {}

  public func acceptsEntries(_ i: ServerID, of request: Packet, in state: ClusterState) -> Bool {
    request.term == state[i].currentTerm && request.prevLog.index <= state[i].log.lastIndex
  }
}
