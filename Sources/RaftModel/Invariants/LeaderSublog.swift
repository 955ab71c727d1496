import TraceFormat

/// Every entry of a term is in the log of that term's leader, at the same index.
///
/// Raft §5.3 (a leader creates at most one entry with a given index) · raft.tla, Lemma 4.
///
/// Judged while the leader is still in that term: later its log may be overwritten.
public enum LeaderSublog: Invariant {
  public static let sentence = "every entry of a term is in the log of that term's leader, at the same index"
  public static let reference = "Raft §5.3"
  public static let layer = InvariantLayer.accounting
  public static let concerns: StepAspects = [.log]

  public static func judge(
    before: ClusterState, _ action: Action, after: ClusterState, _ context: StepContext
  ) -> Judgement {
    guard let i = action.server, context.aspects.contains(.log) else { return .notConcerned }
    var isJudged = false
    var index = max(after[i].log.snapshot.position.index, before[i].log.snapshot.position.index)
    while index < after[i].log.lastIndex {
      index = index.next
      guard let entry = after[i].log[index], entry != before[i].log[index],
        let leader = after.history.leader(of: entry.term), leader != i,
        after[leader].currentTerm == entry.term
      else { continue }
      isJudged = true
      if index > after[leader].log.lastIndex || !after[leader].log.holds(entry, at: index) {
        return .violated(
          """
          \(i.modelName) has an entry of term \(entry.term) at index \(index), which \(leader.modelName), the leader of that \
          term, has not
          """)
      }
    }
    return isJudged ? .held : .notConcerned
  }
}
