import TraceFormat

/// No two servers ever apply or commit different entries at the same index.
///
/// Raft §5.4.3 and Figure 3.
public enum StateMachineSafety: Invariant {
  public static let sentence = "no two servers ever apply or commit different entries at the same index"
  public static let reference = "Raft §5.4.3, Figure 3"
  public static let layer = InvariantLayer.harm
  public static let concerns: StepAspects = [.commitIndex, .log]

  public static func judge(
    before: ClusterState, _ action: Action, after: ClusterState, _ context: StepContext
  ) -> Judgement {
    guard let i = action.server else { return .notConcerned }
    var isJudged = false
    if context.aspects.contains(.snapshot) {
      let position = after[i].log.snapshot.position
      if let known = before.history.committedEntry(at: position.index) {
        isJudged = true
        if known.entry.term != position.term { return violation(i, position.index, known.term) }
      }
    }
    var index = context.aspects.contains(.log) ? after[i].log.snapshot.position.index : before[i].commitIndex
    while index < after[i].commitIndex {
      index = index.next
      guard let entry = after[i].log[index], let known = before.history.committedEntry(at: index) else {
        continue
      }
      isJudged = true
      if known.entry != entry { return violation(i, index, known.term) }
    }
    return isJudged ? .held : .notConcerned
  }

  private static func violation(_ i: ServerID, _ index: LogIndex, _ term: Term) -> Judgement {
    .violated(
      "\(i.modelName) commits another entry at index \(index) than was committed there in term \(term)")
  }
}
