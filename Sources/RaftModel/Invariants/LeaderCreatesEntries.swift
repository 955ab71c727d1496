import TraceFormat

/// Only a leader creates entries, each of its own term, behind the end of its log.
///
/// Raft §5.3 and Figure 2 (Leaders) · §8 for the empty entry.
public enum LeaderCreatesEntries: Invariant {
  public static let sentence =
    "only a leader creates entries, each of its own term, behind the end of its log"
  public static let reference = "Raft §5.3, Figure 2"
  public static let layer = InvariantLayer.accounting
  public static let concerns: StepAspects = [
    .clientAppend, .changeMembership, .leaveJointMembership, .role, .term,
  ]

  public static func judge(
    before: ClusterState, _ action: Action, after: ClusterState, _ context: StepContext
  ) -> Judgement {
    guard let i = action.server else { return .notConcerned }
    let isElected = after[i].isElected(since: before[i])
    switch action {
    case .clientAppend, .changeMembership, .leaveJointMembership: break
    case .electionTimeout, .sendAppendEntries, .sendHeartbeat, .receive, .lose, .restart, .stepDown, .apply,
      .takeSnapshot, .sendInstallSnapshot, .transferLeadership, .abortTransfer, .requestRead:
      guard isElected else { return .notConcerned }
    }
    let index = before[i].log.lastIndex.next
    let term = after[i].currentTerm
    if isElected, before[i].log == after[i].log {
      let isWanted = context.options.appendsNoOperation && !before[i].log.isFull
      return Judgement(
        !isWanted, otherwise: "\(i.modelName), elected in term \(term), begins without an empty entry")
    }
    guard after[i].log.lastIndex == index, let entry = after[i].log[index],
      after[i].log.keeps(before[i].log, through: index.previous)
    else { return .violated("\(i.modelName) does not put one entry behind its log in term \(term)") }
    return Judgement(
      entry.term == term && isExpected(entry, action, i, isElected, context.options),
      otherwise: "\(i.modelName), in term \(term), puts another entry into its log than it is asked to")
  }

  private static func isExpected(
    _ entry: ServerLog.Entry, _ action: Action, _ i: ServerID, _ isElected: Bool, _ options: ModelOptions
  ) -> Bool {
    switch action {
    case .clientAppend: entry.commandOrigin == i
    case .changeMembership, .leaveJointMembership: entry.isMembership
    case .electionTimeout, .sendAppendEntries, .sendHeartbeat, .receive, .lose, .restart, .stepDown, .apply,
      .takeSnapshot, .sendInstallSnapshot, .transferLeadership, .abortTransfer, .requestRead:
      isElected && options.appendsNoOperation && entry.isNoOperation
    }
  }
}
