import TraceFormat

/// A follower commits no further than the entries that its leader has verified in this term.
///
/// Raft §5.3 and Figure 2 (AppendEntries RPC, receiver implementation 5).
public enum FollowerCommitBound: Invariant {
  public static let sentence =
    "a follower commits no further than the entries that its leader has verified in this term"
  public static let reference = "Raft §5.3, Figure 2"
  public static let layer = InvariantLayer.accounting
  public static let concerns: StepAspects = [.commitIndex]

  public static func judge(
    before: ClusterState, _ action: Action, after: ClusterState, _ context: StepContext
  ) -> Judgement {
    guard let i = action.server, after[i].commitIndex > before[i].commitIndex,
      !after[i].commitsAsLeader(since: before[i])
    else { return .notConcerned }
    var verified = LogIndex.zero
    if let packet = action.received, packet.term == after[i].currentTerm {
      if packet.kind == .appendEntriesRequest { verified = min(packet.leaderCommit, packet.lastNewIndex) }
      if packet.kind == .installSnapshotRequest { verified = packet.snapshot.position.index }
    }
    return Judgement(
      after[i].commitIndex <= verified,
      otherwise: """
        \(i.modelName) commits up to index \(after[i].commitIndex), and its leader has verified and committed up to \
        \(verified) only
        """)
  }
}
