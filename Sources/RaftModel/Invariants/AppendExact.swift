import TraceFormat

/// A follower that accepts entries holds exactly them at their indices.
///
/// Raft §5.3 and Figure 2 (AppendEntries RPC, receiver implementation 3 and 4).
public enum AppendExact: Invariant {
  public static let sentence = "a follower that accepts entries holds exactly them at their indices"
  public static let reference = "Raft §5.3, Figure 2"
  public static let layer = InvariantLayer.accounting
  public static let concerns: StepAspects = [.received(.appendEntriesRequest)]

  public static func judge(
    before: ClusterState, _ action: Action, after: ClusterState, _ context: StepContext
  ) -> Judgement {
    guard let i = action.server, let request = action.received, request.kind == .appendEntriesRequest else {
      return .notConcerned
    }
    let isAccepted = request.term == after[i].currentTerm && before[i].log.contains(request.prevLog)
    guard isAccepted else {
      return context.aspects.contains(.log)
        ? .violated(
          "\(i.modelName) changes its log for entries of term \(request.term) that it has to refuse")
        : .notConcerned
    }
    for k in 0..<request.entries.count {
      let index = LogIndex(request.prevLog.index.rawValue + UInt64(k) + 1)
      guard index > after[i].log.snapshot.position.index else { continue }
      if after[i].log[index] != request.entries[k] {
        return .violated("\(i.modelName) has not at index \(index) the entry that its leader sent")
      }
    }
    let isReplaced = request.firstConflict(with: before[i].log) != nil
    let end = isReplaced ? request.lastNewIndex : max(before[i].log.lastIndex, request.lastNewIndex)
    return Judgement(
      after[i].log.lastIndex == end,
      otherwise: "the log of \(i.modelName) ends at index \(after[i].log.lastIndex) and not at \(end)")
  }
}
