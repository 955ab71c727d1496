public import TraceFormat

/// A server loses its log when it restarts, though it has acknowledged the entries.
///
/// Raft Figure 2 (Persistent state).
public struct LoseLogOnRestart: Mutation {
  public static let description = MutationDescription(
    rule: "the log is on stable storage before the server answers",
    reference: "Raft Figure 2 (Persistent state)",
    bounds: {
      $0.termMaximum = 2
      $0.logLengthMaximum = 1
    },
    expected: [
      .init("RestartRestores", at: 8), .init("CommitQuorum", at: 8), .init("LeaderCompleteness", at: 11),
    ])

  public var options = ModelOptions()

  public init() {}

  public func restart(_ i: ServerID, in state: inout ClusterState) throws(DisabledAction) {
    try raft.restart(i, in: &state)
    state[i].log.truncate(from: state[i].log.firstIndex)
  }
}
