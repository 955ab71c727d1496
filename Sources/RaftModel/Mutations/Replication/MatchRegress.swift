public import TraceFormat

/// A leader takes the matchIndex of the latest answer, though answers overtake each other.
///
/// Raft Figure 2 (Volatile state on leaders).
public struct MatchRegress: Mutation {
  public static let description = MutationDescription(
    rule: "matchIndex increases monotonically",
    reference: "Raft Figure 2 (Volatile state on leaders)",
    seenIn: ["RaftOS#25"],
    bounds: {
      $0.termMaximum = 1
      $0.logLengthMaximum = 1
      $0.messageMaximum = 3
      $0.restartMaximum = 0
    },
    expected: [.init("MatchMonotonic", at: 10)])

  public var options = ModelOptions()

  public init() {}

  public func recordMatch(_ i: ServerID, of j: ServerID, upTo index: LogIndex, in state: inout ClusterState) {
    raft.recordMatch(i, of: j, upTo: index, in: &state)
    state[i].matchIndex[j] = index
  }
}
