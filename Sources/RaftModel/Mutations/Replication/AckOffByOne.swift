public import TraceFormat

/// A follower acknowledges one entry more than it received.
///
/// Raft §5.3 · Figure 2 (AppendEntries RPC).
public struct AckOffByOne: Mutation {
  public static let description = MutationDescription(
    rule: "an acknowledgement reaches up to the last new entry",
    reference: "Raft §5.3 · Figure 2 (AppendEntries RPC)",
    bounds: {
      $0.termMaximum = 2
      $0.logLengthMaximum = 1
      $0.restartMaximum = 0
    },
    expected: [.init("AckTruthful"), .init("MatchSound"), .init("CommitQuorum"), .init("LeaderCompleteness")])

  public var options = ModelOptions()

  public init() {}

  public func acknowledgedIndex(_ i: ServerID, of request: Packet, in state: ClusterState) -> LogIndex {
    raft.acknowledgedIndex(i, of: request, in: state).next
  }
}
