public import TraceFormat

/// A server loses the last entry of its log when it restarts: it answered before the write was on disk.
///
/// Raft Figure 2 (Persistent state) · dissertation §10.2.1.
public struct LoseTailOnRestart: Mutation {
  public static let description = MutationDescription(
    rule: "the log is on stable storage before the server answers",
    reference: "Raft Figure 2 (Persistent state) · dissertation §10.2.1",
    bounds: {
      $0.termMaximum = 2
      $0.logLengthMaximum = 2
    },
    expected: [.init("RestartRestores"), .init("LeaderCompleteness")])

  public var options = ModelOptions()

  public init() {}

  public func restart(_ i: ServerID, in state: inout ClusterState) throws(DisabledAction) {
    try raft.restart(i, in: &state)
    state[i].log.truncate(from: max(state[i].log.lastIndex, state[i].log.firstIndex))
  }
}
