public import TraceFormat

/// A server that installs a snapshot keeps what follows in its log, though its log conflicts with it.
///
/// Raft Figure 13 (6 and 7).
public struct InstallKeepsSuffix: Mutation {
  public static let description = MutationDescription(
    rule: "a log without the snapshot's last entry is discarded",
    reference: "Raft Figure 13 (6 and 7)",
    bounds: {
      $0.termMaximum = 2
      $0.logLengthMaximum = 2
      $0.messageMaximum = 3
      $0.restartMaximum = 0
    },
    expected: [.init("InstallNoRegress"), .init("LogMatching")])

  public var options = ModelOptions { $0.hasSnapshots = true }

  public init() {}

  public func installSnapshot(
    _ i: ServerID, _ snapshot: ServerLog.SnapshotState, in state: inout ClusterState
  ) {
    let kept = state[i].log
    raft.installSnapshot(i, snapshot, in: &state)
    var index = snapshot.position.index.next
    while index <= kept.lastIndex, index > state[i].log.lastIndex, let entry = kept[index] {
      state[i].log.append(entry)
      index = index.next
    }
  }
}
