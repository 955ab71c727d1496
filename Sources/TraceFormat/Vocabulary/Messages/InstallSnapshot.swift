/// A leader sends a snapshot to a follower whose next entry it has discarded.
///
/// Raft §7 and Figure 13.
public struct InstallSnapshotRequest: Hashable, Sendable, BitwiseCopyable {
  public var snapshot: Snapshot
  /// True for the last chunk.
  public var isDone: Observed<Bool>

  public init(snapshot: Snapshot, isDone: Observed<Bool> = .unknown) {
    self.snapshot = snapshot
    self.isDone = isDone
  }
}

/// A follower's answer to InstallSnapshot.
///
/// Raft Figure 13 answers with the term only; some implementations acknowledge an index too.
public struct InstallSnapshotResponse: Hashable, Sendable, BitwiseCopyable {
  public var success: Observed<Bool>
  public var matchIndex: Observed<LogIndex>

  public init(success: Observed<Bool> = .unknown, matchIndex: Observed<LogIndex> = .unknown) {
    self.success = success
    self.matchIndex = matchIndex
  }
}
