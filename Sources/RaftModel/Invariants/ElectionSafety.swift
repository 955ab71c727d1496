import TraceFormat

/// At most one leader is elected in a given term.
///
/// Raft §5.2 and Figure 3 · dissertation Lemma 2.
///
/// Stated over the history of elections, not over who leads now: a leader that won the term and stepped down before its
/// rival won it too would otherwise be missed.
public enum ElectionSafety: Invariant {
  public static let sentence = "at most one leader is elected in a given term"
  public static let reference = "Raft §5.2, Figure 3"
  public static let layer = InvariantLayer.harm
  public static let concerns: StepAspects = [.role, .term]

  public static func judge(
    before: ClusterState, _ action: Action, after: ClusterState, _ context: StepContext
  ) -> Judgement {
    guard let i = action.server, after[i].role == .leader else { return .notConcerned }
    let term = after[i].currentTerm
    guard before[i].role != .leader || before[i].currentTerm != term else { return .notConcerned }
    guard let other = before.history.leader(of: term), other != i else { return .held }
    return .violated("\(other.modelName) and \(i.modelName) both won term \(term)")
  }
}
