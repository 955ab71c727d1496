public import TraceFormat

/// A follower acknowledges its whole log, and not only what the request showed to be equal.
///
/// Raft §5.3 · Figure 2 (AppendEntries RPC).
public struct AckWholeLog: Mutation {
  public static let description = MutationDescription(
    rule: "an acknowledgement reaches up to the last new entry",
    reference: "Raft §5.3 · Figure 2 (AppendEntries RPC)",
    bounds: {
      $0.termMaximum = 2
      $0.logLengthMaximum = 1
      $0.restartMaximum = 0
    },
    expected: [.init("AckTruthful"), .init("MatchSound"), .init("CommitQuorum"), .init("StateMachineSafety")])

  public var options = ModelOptions()

  public init() {}

  public func acknowledgedIndex(_ i: ServerID, of request: Packet, in state: ClusterState) -> LogIndex {
    max(raft.acknowledgedIndex(i, of: request, in: state), state[i].log.lastIndex)
  }
}
