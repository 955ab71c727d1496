public import TraceFormat

/// A server acknowledges its whole log when it has installed a snapshot.
///
/// Raft Figure 13.
public struct AckBeyondSnapshot: Mutation {
  public static let description = MutationDescription(
    rule: "the answer to a snapshot reaches up to its last entry",
    reference: "Raft Figure 13",
    bounds: {
      $0.termMaximum = 2
      $0.logLengthMaximum = 2
      $0.messageMaximum = 3
      $0.restartMaximum = 0
    },
    expected: [.init("AckTruthful"), .init("MatchSound")])

  public var options = ModelOptions { $0.hasSnapshots = true }

  public init() {}

  public func acknowledgedIndex(_ i: ServerID, of request: Packet, in state: ClusterState) -> LogIndex {
    request.kind == .installSnapshotRequest
      ? state[i].log.lastIndex : raft.acknowledgedIndex(i, of: request, in: state)
  }
}
