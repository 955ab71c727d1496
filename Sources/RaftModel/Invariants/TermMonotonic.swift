import TraceFormat

/// A server's term never goes back, over restarts too.
///
/// Raft §5.1 and Figure 2 (Persistent state).
public enum TermMonotonic: Invariant {
  public static let sentence = "a server's term never goes back, over restarts too"
  public static let reference = "Raft §5.1, Figure 2"
  public static let layer = InvariantLayer.accounting
  public static let concerns: StepAspects = [.term]

  public static func judge(
    before: ClusterState, _ action: Action, after: ClusterState, _ context: StepContext
  ) -> Judgement {
    guard let i = action.server else { return .notConcerned }
    let (old, new) = (before[i].currentTerm, after[i].currentTerm)
    guard new != old else { return .notConcerned }
    return Judgement(new > old, otherwise: "the term of \(i.modelName) goes back from \(old) to \(new)")
  }
}
