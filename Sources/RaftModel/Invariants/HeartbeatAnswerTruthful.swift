import TraceFormat

/// An answer confirms a round of heartbeats only to the leader of the term that asked.
///
/// Dissertation §6.4.
///
/// Answers bear the server's term. If an old request's round went into one of a later term, it would
/// confirm a leadership that nobody was asked about.
public enum HeartbeatAnswerTruthful: Invariant {
  public static let sentence =
    "an answer confirms a round of heartbeats only to the leader of the term that asked"
  public static let reference = "Dissertation §6.4"
  public static let layer = InvariantLayer.accounting
  public static let concerns: StepAspects = [.sent(.appendEntriesResponse)]

  public static func judge(
    before: ClusterState, _ action: Action, after: ClusterState, _ context: StepContext
  ) -> Judgement {
    guard let i = action.server, let request = action.received, request.kind == .appendEntriesRequest,
      let answer = context.firstSent(in: after, where: { $0.kind == .appendEntriesResponse })
    else { return .notConcerned }
    let round = request.term == after[i].currentTerm ? request.round : 0
    return Judgement(
      answer.round == round,
      otherwise: """
        \(i.modelName), in term \(after[i].currentTerm), confirms round \(answer.round) for round \(request.round) of term \
        \(request.term)
        """)
  }
}
