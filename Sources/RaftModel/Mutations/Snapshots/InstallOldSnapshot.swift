public import TraceFormat

/// A server installs a snapshot that is older than what it has committed.
///
/// Raft §7.
public struct InstallOldSnapshot: Mutation {
  public static let description = MutationDescription(
    rule: "a snapshot does not take back what was committed",
    reference: "Raft §7",
    bounds: {
      $0.termMaximum = 1
      $0.logLengthMaximum = 2
      $0.messageMaximum = 3
      $0.restartMaximum = 0
    },
    expected: [.init("InstallNoRegress"), .init("CommitMonotonic")])

  public var options = ModelOptions { $0.hasSnapshots = true }

  public init() {}

  public func needsSnapshot(_ i: ServerID, _ snapshot: ServerLog.SnapshotState, in state: ClusterState)
    -> Bool
  {
    true
  }
}
