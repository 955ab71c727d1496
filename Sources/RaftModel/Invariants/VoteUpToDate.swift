import TraceFormat

/// A vote goes only to a candidate whose log is at least as up-to-date as the voter's.
///
/// Raft §5.4.1 and Figure 2 (RequestVote RPC, receiver implementation 2).
///
/// Only a new vote is judged: a vote that was given may be confirmed after the voter's log has grown.
public enum VoteUpToDate: Invariant {
  public static let sentence =
    "a vote goes only to a candidate whose log is at least as up-to-date as the voter's"
  public static let reference = "Raft §5.4.1, Figure 2"
  public static let layer = InvariantLayer.accounting
  public static let concerns: StepAspects = [.vote, .term]

  public static func judge(
    before: ClusterState, _ action: Action, after: ClusterState, _ context: StepContext
  ) -> Judgement {
    guard let i = action.server, let request = action.received, request.kind == .requestVoteRequest,
      after[i].votedFor == request.source,
      before[i].votedFor != request.source || before[i].currentTerm != after[i].currentTerm
    else { return .notConcerned }
    let (candidate, voter) = (request.lastLog, before[i].lastLog)
    return Judgement(
      candidate >= voter,
      otherwise: """
        \(i.modelName), whose log ends at index \(voter.index) of term \(voter.term), votes for \
        \(request.source.modelName), whose log ends at index \(candidate.index) of term \(candidate.term)
        """)
  }
}
