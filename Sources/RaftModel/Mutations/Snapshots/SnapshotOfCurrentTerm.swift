public import TraceFormat

/// A snapshot claims the server's term as that of its last entry.
///
/// Raft §7, Figure 13.
public struct SnapshotOfCurrentTerm: Mutation {
  public static let description = MutationDescription(
    rule: "lastIncludedTerm is the term of the entry at lastIncludedIndex",
    reference: "Raft §7, Figure 13",
    bounds: {
      $0.termMaximum = 2
      $0.logLengthMaximum = 1
      $0.messageMaximum = 3
      $0.restartMaximum = 0
    },
    expected: [.init("SnapshotCommitted")])

  public var options = ModelOptions { $0.hasSnapshots = true }

  public init() {}

  public func snapshot(
    of i: ServerID, at position: LogPosition, in state: ClusterState
  ) -> ServerLog.SnapshotState {
    raft.snapshot(of: i, at: LogPosition(term: state[i].currentTerm, index: position.index), in: state)
  }
}
