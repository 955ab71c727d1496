import TraceFormat

/// A candidate counts its own vote and every one that is granted to it in its term.
///
/// Raft §5.2 and Figure 2 (Candidates) · dissertation §9.6.
public enum VotesCounted: Invariant {
  public static let sentence =
    "a candidate counts its own vote and every one that is granted to it in its term"
  public static let reference = "Raft §5.2, Figure 2"
  public static let layer = InvariantLayer.progress
  public static let concerns: StepAspects = [
    .received(.requestVoteResponse), .received(.preVoteResponse), .votesGranted, .electionTimeout, .role,
    .term,
  ]

  public static func judge(
    before: ClusterState, _ action: Action, after: ClusterState, _ context: StepContext
  ) -> Judgement {
    guard let i = action.server, after[i].role == .candidate || after[i].role == .preCandidate
    else { return .notConcerned }
    var votes = ServerSet([i])
    if before[i].currentTerm == after[i].currentTerm, before[i].role == after[i].role,
      let response = action.received, response.voteGranted
    {
      votes = before[i].votesGranted.inserting(i)
      let term = before[i].currentTerm.rawValue
      if response.kind == .requestVoteResponse, before[i].role == .candidate, response.term == Term(term) {
        votes.insert(response.source)
      } else if response.kind == .preVoteResponse, before[i].role == .preCandidate,
        response.term == Term(term + 1)
      {
        votes.insert(response.source)
      }
    }
    let lost = votes.subtracting(after[i].votesGranted)
    return Judgement(lost.isEmpty, otherwise: "\(i.modelName) does not count the vote of \(lost.modelNames)")
  }
}
