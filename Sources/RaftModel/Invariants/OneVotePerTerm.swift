import TraceFormat

/// A server votes for at most one candidate in a given term.
///
/// Raft §5.2 and Figure 2 (RequestVote RPC, receiver implementation 2).
///
/// The earlier vote is that of the history, as a server may have forgotten it.
public enum OneVotePerTerm: Invariant {
  public static let sentence = "a server votes for at most one candidate in a given term"
  public static let reference = "Raft §5.2, Figure 2"
  public static let layer = InvariantLayer.accounting
  public static let concerns: StepAspects = [.vote, .term]

  public static func judge(
    before: ClusterState, _ action: Action, after: ClusterState, _ context: StepContext
  ) -> Judgement {
    guard let i = action.server, let candidate = after[i].votedFor else { return .notConcerned }
    let term = after[i].currentTerm
    guard before[i].votedFor != candidate || before[i].currentTerm != term else { return .notConcerned }
    guard let earlier = before.history.vote(of: i, in: term), earlier != candidate else { return .held }
    return .violated(
      "\(i.modelName) votes for \(candidate.modelName) in term \(term), in which it voted for \(earlier.modelName)"
    )
  }
}
