public import TraceFormat

/// A server accepts entries of a leader whose term is over.
///
/// Raft Figure 2 (AppendEntries RPC, 1).
public struct AcceptStaleAppend: Mutation {
  public static let description = MutationDescription(
    rule: "entries whose term is behind the server's are refused",
    reference: "Raft Figure 2 (AppendEntries RPC, 1)",
    bounds: {
      $0.termMaximum = 2
      $0.logLengthMaximum = 1
      $0.restartMaximum = 0
    },
    expected: [
      .init("StaleIgnored", at: 12), .init("MatchSound", at: 13), .init("CommitQuorum", at: 13),
      .init("CommittedNeverOverwritten", at: 15),
    ])

  public var options = ModelOptions()

  public init() {}

  public func acceptsEntries(_ i: ServerID, of request: Packet, in state: ClusterState) -> Bool {
    state[i].log.contains(request.prevLog)
  }
}
