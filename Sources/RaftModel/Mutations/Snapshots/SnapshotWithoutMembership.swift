public import TraceFormat

/// A snapshot carries the configuration of the one before it, and not the one at its end.
///
/// Raft §7 · dissertation §5.1.
public struct SnapshotWithoutMembership: Mutation {
  public static let description = MutationDescription(
    rule: "a snapshot carries the latest configuration as of lastIncludedIndex",
    reference: "Raft §7 · dissertation §5.1",
    seenIn: ["canonical/raft#250"],
    serverCount: 2, memberCount: 1,
    bounds: {
      $0.termMaximum = 1
      $0.logLengthMaximum = 2
      $0.messageMaximum = 3
      $0.restartMaximum = 0
    },
    expected: [.init("SnapshotConfig")])

  public var options = ModelOptions {
    $0.hasSnapshots = true
    $0.membershipChange = .oneServer
  }

  public init() {}

  public func snapshot(
    of i: ServerID, at position: LogPosition, in state: ClusterState
  ) -> ServerLog.SnapshotState {
    var snapshot = raft.snapshot(of: i, at: position, in: state)
    snapshot.membership = state[i].log.snapshot.membership
    return snapshot
  }
}
