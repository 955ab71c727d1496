import TraceFormat

/// A server says that it voted for a candidate only if it did, in the term that it says.
///
/// Raft §5.2 and Figure 2 (RequestVote RPC).
public enum VoteAnswerTruthful: Invariant {
  public static let sentence =
    "a server says that it voted for a candidate only if it did, in the term that it says"
  public static let reference = "Raft §5.2, Figure 2"
  public static let layer = InvariantLayer.accounting
  public static let concerns: StepAspects = [.sent(.requestVoteResponse)]

  public static func judge(
    before: ClusterState, _ action: Action, after: ClusterState, _ context: StepContext
  ) -> Judgement {
    guard let i = action.server else { return .notConcerned }
    let (vote, term) = (after[i].votedFor, after[i].currentTerm)
    let lie = context.firstSent(in: after) {
      $0.kind == .requestVoteResponse && $0.voteGranted && ($0.destination != vote || $0.term != term)
    }
    guard let lie else { return .held }
    return .violated(
      """
      \(i.modelName) tells \(lie.destination.modelName) that it votes for it in term \(lie.term); in term \(term) its vote \
      is for \(vote?.modelName ?? "nobody")
      """)
  }
}
