import TraceFormat

/// A server votes only for who asks for its vote in this term, or for itself in a campaign.
///
/// Raft §5.2 and Figure 2 (RequestVote RPC, receiver implementation 1 and 2).
///
/// A vote that is carried over into a new term is such a vote.
public enum VoteAsked: Invariant {
  public static let sentence =
    "a server votes only for who asks for its vote in this term, or for itself in a campaign"
  public static let reference = "Raft §5.2, Figure 2"
  public static let layer = InvariantLayer.accounting
  public static let concerns: StepAspects = [.vote, .term]

  public static func judge(
    before: ClusterState, _ action: Action, after: ClusterState, _ context: StepContext
  ) -> Judgement {
    guard let i = action.server, let vote = after[i].votedFor,
      before[i].votedFor != vote || before[i].currentTerm != after[i].currentTerm
    else { return .notConcerned }
    let term = after[i].currentTerm
    if vote == i {
      return Judgement(
        after[i].beginsCampaign(since: before[i]),
        otherwise: "\(i.modelName) votes for itself in term \(term) and does not campaign")
    }
    let request = action.received
    return Judgement(
      request?.kind == .requestVoteRequest && request?.source == vote && request?.term == term,
      otherwise: "\(i.modelName) votes for \(vote.modelName) in term \(term) without being asked in that term"
    )
  }
}
