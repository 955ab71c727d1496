import TraceFormat

/// A candidate claims the end of its own log when it asks for votes.
///
/// Raft §5.4.1 and Figure 2 (RequestVote RPC, arguments).
public enum ClaimTruthful: Invariant {
  public static let sentence = "a candidate claims the end of its own log when it asks for votes"
  public static let reference = "Raft §5.4.1, Figure 2"
  public static let layer = InvariantLayer.accounting
  public static let concerns: StepAspects = [.sent(.requestVoteRequest), .sent(.preVoteRequest)]

  public static func judge(
    before: ClusterState, _ action: Action, after: ClusterState, _ context: StepContext
  ) -> Judgement {
    guard let i = action.server else { return .notConcerned }
    let end = before[i].lastLog
    let lie = context.firstSent(in: after) {
      ($0.kind == .requestVoteRequest || $0.kind == .preVoteRequest) && $0.lastLog != end
    }
    guard let lie else { return .held }
    return .violated(
      """
      \(i.modelName) claims that its log ends at index \(lie.lastLog.index) of term \(lie.lastLog.term); it ends at index \
      \(end.index) of term \(end.term)
      """)
  }
}
