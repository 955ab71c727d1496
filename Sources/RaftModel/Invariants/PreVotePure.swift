import TraceFormat

/// A pre-vote changes neither term nor vote, and goes only to an up-to-date log.
///
/// Dissertation §9.6.
public enum PreVotePure: Invariant {
  public static let sentence = "a pre-vote changes neither term nor vote, and goes only to an up-to-date log"
  public static let reference = "Dissertation §9.6"
  public static let layer = InvariantLayer.accounting
  public static let concerns: StepAspects = [.received(.preVoteRequest), .role, .electionTimeout]

  public static func judge(
    before: ClusterState, _ action: Action, after: ClusterState, _ context: StepContext
  ) -> Judgement {
    guard let i = action.server else { return .notConcerned }
    if let request = action.received, request.kind == .preVoteRequest {
      guard context.aspects.isDisjoint(with: [.term, .vote, .role, .log, .commitIndex, .votesGranted]) else {
        return .violated("\(i.modelName) changes its state for a pre-vote of \(request.source.modelName)")
      }
      let mayGrant = request.term > before[i].currentTerm && request.lastLog >= before[i].lastLog
      let grant = context.firstSent(in: after) { $0.kind == .preVoteResponse && $0.voteGranted }
      return Judgement(
        mayGrant || grant == nil,
        otherwise: "\(i.modelName) grants a pre-vote for term \(request.term) to \(request.source.modelName)")
    }
    guard after[i].role == .preCandidate, before[i].role != .preCandidate || action.received == nil
    else { return .notConcerned }
    return Judgement(
      context.aspects.isDisjoint(with: [.term, .vote]),
      otherwise: "\(i.modelName) changes its term or vote for a pre-vote in term \(before[i].currentTerm)")
  }
}
