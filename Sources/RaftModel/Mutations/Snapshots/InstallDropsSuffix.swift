public import TraceFormat

/// A server that installs a snapshot drops the entries behind it, though its log agrees with it.
///
/// Raft Figure 13 (6).
public struct InstallDropsSuffix: Mutation {
  public static let description = MutationDescription(
    rule: "entries that follow the snapshot's last entry are retained",
    reference: "Raft Figure 13 (6)",
    seenIn: ["openraft#559"],
    bounds: {
      $0.termMaximum = 2
      $0.logLengthMaximum = 2
      $0.messageMaximum = 3
      $0.restartMaximum = 0
    },
    expected: [.init("InstallNoRegress"), .init("MatchSound"), .init("CommitQuorum")])

  public var options = ModelOptions { $0.hasSnapshots = true }

  public init() {}

  public func installSnapshot(
    _ i: ServerID, _ snapshot: ServerLog.SnapshotState, in state: inout ClusterState
  ) {
    raft.installSnapshot(i, snapshot, in: &state)
    state[i].log = ServerLog(snapshot: snapshot)
  }
}
