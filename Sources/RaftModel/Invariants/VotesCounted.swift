import TraceFormat

/// A candidate counts every vote that is granted to it in its term, and forgets none.
///
/// Raft §5.2 and Figure 2 (Candidates) · dissertation §9.6.
public enum VotesCounted: Invariant {
  public static let sentence =
    "a candidate counts every vote that is granted to it in its term, and forgets none"
  public static let reference = "Raft §5.2, Figure 2"
  public static let layer = InvariantLayer.progress
  public static let concerns: StepAspects = [
    .received(.requestVoteResponse), .received(.preVoteResponse), .votesGranted,
  ]

  public static func judge(
    before: ClusterState, _ action: Action, after: ClusterState, _ context: StepContext
  ) -> Judgement {
    guard let i = action.server, before[i].currentTerm == after[i].currentTerm,
      before[i].role == after[i].role, after[i].role == .candidate || after[i].role == .preCandidate
    else { return .notConcerned }
    if case .electionTimeout = action { return .notConcerned }
    var votes = before[i].votesGranted
    if let response = action.received, response.voteGranted {
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
