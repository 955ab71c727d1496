import TraceFormat

/// Every vote that a candidate counts was granted to it in this term by that server.
///
/// Raft §5.1, §5.2.
public enum CountedVotesReal: Invariant {
  public static let sentence =
    "every vote that a candidate counts was granted to it in this term by that server"
  public static let reference = "Raft §5.1, §5.2"
  public static let layer = InvariantLayer.accounting
  public static let concerns: StepAspects = [.votesGranted, .role, .term]

  public static func judge(
    before: ClusterState, _ action: Action, after: ClusterState, _ context: StepContext
  ) -> Judgement {
    guard let i = action.server, after[i].role == .candidate || after[i].role == .preCandidate
    else { return .notConcerned }
    let term = after[i].currentTerm
    var known = ServerSet([i])
    if before[i].role == after[i].role, before[i].currentTerm == term {
      known = before[i].votesGranted.inserting(i)
    }
    if case .electionTimeout = action { known = ServerSet([i]) }
    let counted = after[i].votesGranted.subtracting(known)
    guard !counted.isEmpty else { return .held }
    for j in counted where !isGranted(by: j, to: i, action, after) {
      return .violated("\(i.modelName) counts a vote of \(j.modelName) that was not granted for term \(term)")
    }
    return .held
  }

  private static func isGranted(
    by j: ServerID, to i: ServerID, _ action: Action, _ after: ClusterState
  ) -> Bool {
    guard let response = action.received, response.source == j, response.voteGranted else { return false }
    let term = after[i].currentTerm
    if after[i].role == .preCandidate {
      return response.kind == .preVoteResponse && response.term == Term(term.rawValue + 1)
    }
    return response.kind == .requestVoteResponse && response.term == term
      && !Tally.neverVoted(j, for: i, in: term, after)
  }
}
