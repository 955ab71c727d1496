import TraceFormat

/// A leader advances its commit index only to an entry of its own term.
///
/// Raft §5.4.2 and Figure 8.
public enum CommitCurrentTerm: Invariant {
  public static let sentence = "a leader advances its commit index only to an entry of its own term"
  public static let reference = "Raft §5.4.2, Figure 8"
  public static let layer = InvariantLayer.accounting
  public static let concerns: StepAspects = [.commitIndex]

  public static func judge(
    before: ClusterState, _ action: Action, after: ClusterState, _ context: StepContext
  ) -> Judgement {
    guard let i = action.server, after[i].commitsAsLeader(since: before[i]) else { return .notConcerned }
    let index = after[i].commitIndex
    let term = after[i].log.term(at: index)
    return Judgement(
      term == after[i].currentTerm,
      otherwise: """
        \(i.modelName), leader of term \(after[i].currentTerm), commits up to index \(index), an entry of term \
        \(term ?? .zero)
        """)
  }
}
