public import TraceFormat

/// A server compacts entries that it has not applied, nor knows to be committed.
///
/// Raft §7 · dissertation §5.1.
public struct CompactUnapplied: Mutation {
  public static let description = MutationDescription(
    rule: "only applied entries are compacted",
    reference: "Raft §7 · dissertation §5.1",
    bounds: {
      $0.termMaximum = 2
      $0.logLengthMaximum = 1
      $0.messageMaximum = 3
      $0.restartMaximum = 0
    },
    expected: [.init("CompactionBound"), .init("SnapshotCommitted")])

  public var options = ModelOptions { $0.hasSnapshots = true }

  public init() {}

  public func compactionIndex(_ i: ServerID, in state: ClusterState) -> LogIndex { state[i].log.lastIndex }
}
