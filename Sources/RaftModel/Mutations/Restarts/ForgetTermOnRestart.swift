public import TraceFormat

/// A server begins again in term 0 when it restarts.
///
/// Raft Figure 2 (Persistent state).
public struct ForgetTermOnRestart: Mutation {
  public static let description = MutationDescription(
    rule: "currentTerm is on stable storage before the server answers",
    reference: "Raft Figure 2 (Persistent state)",
    bounds: {
      $0.termMaximum = 2
      $0.logLengthMaximum = 1
    },
    expected: [
      .init("TermMonotonic", at: 2), .init("ElectionSafety", at: 7), .init("LeaderCompleteness", at: 11),
    ])

  public var options = ModelOptions()

  public init() {}

  public func restart(_ i: ServerID, in state: inout ClusterState) throws(DisabledAction) {
    try raft.restart(i, in: &state)
    state[i].currentTerm = .zero
  }
}
