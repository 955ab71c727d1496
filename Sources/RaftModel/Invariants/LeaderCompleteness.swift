import TraceFormat

/// An entry committed in a term is in the log of every leader of a later term.
///
/// Raft §5.4.3 and Figure 3.
///
/// Judged when a leader is elected, and again when something is committed: an old leader may commit when
/// the new one, that lacks the entry, is already there. What counts is the term in which the entry was
/// committed, not its own.
public enum LeaderCompleteness: Invariant {
  public static let sentence = "an entry committed in a term is in the log of every leader of a later term"
  public static let reference = "Raft §5.4.3, Figure 3"
  public static let layer = InvariantLayer.harm
  public static let concerns: StepAspects = [.role, .term, .commitIndex]

  public static func judge(
    before: ClusterState, _ action: Action, after: ClusterState, _ context: StepContext
  ) -> Judgement {
    guard let i = action.server else { return .notConcerned }
    if after[i].isElected(since: before[i]) {
      if let index = firstLacking(i, before, after) { return violation(i, index, after) }
      return before.history.lastCommitted > .zero ? .held : .notConcerned
    }
    var index = before[i].commitIndex
    var isJudged = false
    while index < after[i].commitIndex {
      index = index.next
      guard let (entry, term) = after.history.committedEntry(at: index) else { continue }
      for k in after.allServers where after[k].role == .leader && after[k].currentTerm > term {
        isJudged = true
        if index > after[k].log.lastIndex || !after[k].log.holds(entry, at: index) {
          return violation(k, index, after)
        }
      }
    }
    return isJudged ? .held : .notConcerned
  }

  /// The first index that was committed in a lower term than the new leader's, and that it lacks.
  private static func firstLacking(_ i: ServerID, _ before: ClusterState, _ after: ClusterState) -> LogIndex?
  {
    let history = before.history
    var index = history.committedBase.index
    while index < history.lastCommitted {
      index = index.next
      guard let (entry, term) = history.committedEntry(at: index), term < after[i].currentTerm else {
        continue
      }
      if index > after[i].log.lastIndex || !after[i].log.holds(entry, at: index) { return index }
    }
    return nil
  }

  private static func violation(_ i: ServerID, _ index: LogIndex, _ state: ClusterState) -> Judgement {
    let term = state.history.committedEntry(at: index)?.term ?? .zero
    return .violated(
      """
      \(i.modelName), leader of term \(state[i].currentTerm), lacks the entry at index \(index), committed in term \(term)
      """)
  }
}
