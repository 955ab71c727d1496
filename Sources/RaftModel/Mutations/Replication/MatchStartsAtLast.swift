public import TraceFormat

/// A new leader begins as if every member held its log, the empty entry of its own term included.
///
/// Raft Figure 2 (Volatile state on leaders).
public struct MatchStartsAtLast: Mutation {
  public static let description = MutationDescription(
    rule: "matchIndex is initialized to 0",
    reference: "Raft Figure 2 (Volatile state on leaders)",
    bounds: {
      $0.termMaximum = 2
      $0.logLengthMaximum = 2
      $0.restartMaximum = 0
    },
    expected: [.init("MatchSound"), .init("CommitQuorum"), .init("LeaderCompleteness")])

  public var options = ModelOptions { $0.appendsNoOperation = true }

  public init() {}

  public func becomeLeader(_ i: ServerID, in state: inout ClusterState) {
    raft.becomeLeader(i, in: &state)
    state[i].matchIndex = ServerTable(repeating: state[i].log.lastIndex)
  }
}
