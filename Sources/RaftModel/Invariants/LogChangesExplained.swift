import TraceFormat

/// A log changes only by its leader's entries, by those of a leader, and by snapshots.
///
/// Raft §5.3 and §7 · Figure 2 (Persistent state).
public enum LogChangesExplained: Invariant {
  public static let sentence =
    "a log changes only by its leader's entries, by those of a leader, and by snapshots"
  public static let reference = "Raft §5.3, §7"
  public static let layer = InvariantLayer.accounting
  public static let concerns: StepAspects = [.log]

  public static func judge(
    before: ClusterState, _ action: Action, after: ClusterState, _ context: StepContext
  ) -> Judgement {
    guard let i = action.server, context.aspects.contains(.log) else { return .notConcerned }
    let mayChange: Bool
    switch action {
    case .clientAppend, .changeMembership, .leaveJointMembership: mayChange = before[i].role == .leader
    case .takeSnapshot: mayChange = true
    case .receive(let packet, again: _):
      mayChange =
        after[i].isElected(since: before[i])
        || (packet.term == after[i].currentTerm
          && (packet.kind == .appendEntriesRequest || packet.kind == .installSnapshotRequest))
    case .electionTimeout: mayChange = after[i].isElected(since: before[i])
    case .sendAppendEntries, .sendHeartbeat, .lose, .restart, .stepDown, .apply, .sendInstallSnapshot,
      .transferLeadership,
      .abortTransfer, .requestRead:
      mayChange = false
    }
    return Judgement(mayChange, otherwise: "the log of \(i.modelName) changes and nothing asks for it")
  }
}
