public import TraceFormat

/// A server that installs a snapshot forgets its vote.
///
/// Raft Figure 13 · Figure 2 (Persistent state).
public struct InstallForgetsVote: Mutation {
  public static let description = MutationDescription(
    rule: "installing a snapshot changes neither currentTerm nor votedFor",
    reference: "Raft Figure 13 · Figure 2 (Persistent state)",
    seenIn: ["WRaft#118.4"],
    bounds: {
      $0.termMaximum = 1
      $0.logLengthMaximum = 1
      $0.restartMaximum = 0
    },
    expected: [.init("SnapshotKeepsTermVote"), .init("OneVotePerTerm")])

  public var options = ModelOptions { $0.hasSnapshots = true }

  public init() {}

  public func installSnapshot(
    _ i: ServerID, _ snapshot: ServerLog.SnapshotState, in state: inout ClusterState
  ) {
    raft.installSnapshot(i, snapshot, in: &state)
    state[i].votedFor = nil
  }
}
