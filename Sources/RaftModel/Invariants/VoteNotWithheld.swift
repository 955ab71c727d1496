import TraceFormat

/// A server that may vote for a candidate does so when asked.
///
/// Raft §5.2 and Figure 2 (RequestVote RPC, receiver implementation 2) · dissertation §9.6.
public enum VoteNotWithheld: Invariant {
  public static let sentence = "a server that may vote for a candidate does so when asked"
  public static let reference = "Raft §5.2, Figure 2"
  public static let layer = InvariantLayer.progress
  public static let concerns: StepAspects = [.sent(.requestVoteResponse), .sent(.preVoteResponse)]

  public static func judge(
    before: ClusterState, _ action: Action, after: ClusterState, _ context: StepContext
  ) -> Judgement {
    guard let i = action.server, let request = action.received else { return .notConcerned }
    let isUpToDate = request.lastLog >= before[i].lastLog
    let mayGrant: Bool
    switch request.kind {
    case .requestVoteRequest:
      let vote = before[i].currentTerm == after[i].currentTerm ? before[i].votedFor : nil
      mayGrant = isUpToDate && request.term == after[i].currentTerm && (vote == nil || vote == request.source)
    case .preVoteRequest:
      mayGrant = isUpToDate && request.term > before[i].currentTerm
    case .requestVoteResponse, .preVoteResponse, .appendEntriesRequest, .appendEntriesResponse,
      .installSnapshotRequest, .installSnapshotResponse, .timeoutNow:
      return .notConcerned
    }
    guard mayGrant else { return .notConcerned }
    let refusal = context.firstSent(in: after) {
      ($0.kind == .requestVoteResponse || $0.kind == .preVoteResponse) && !$0.voteGranted
    }
    return Judgement(
      refusal == nil,
      otherwise: "\(i.modelName) refuses \(request.source.modelName) its vote without a reason")
  }
}
