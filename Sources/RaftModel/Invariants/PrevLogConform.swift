import TraceFormat

/// A follower acknowledges entries only if it holds the entry before them.
///
/// Raft §5.3 and Figure 2 (AppendEntries RPC, receiver implementation 1 and 2).
///
/// A refusal is judged too: it says that the entry is not there.
public enum PrevLogConform: Invariant {
  public static let sentence = "a follower acknowledges entries only if it holds the entry before them"
  public static let reference = "Raft §5.3, Figure 2"
  public static let layer = InvariantLayer.accounting
  public static let concerns: StepAspects = [.sent(.appendEntriesResponse)]

  public static func judge(
    before: ClusterState, _ action: Action, after: ClusterState, _ context: StepContext
  ) -> Judgement {
    guard let i = action.server, let request = action.received, request.kind == .appendEntriesRequest,
      let answer = context.firstSent(in: after, where: { $0.kind == .appendEntriesResponse })
    else { return .notConcerned }
    let isHeld = before[i].log.contains(request.prevLog)
    let mayAccept = isHeld && request.term == after[i].currentTerm
    return Judgement(
      answer.success == mayAccept,
      otherwise: """
        \(i.modelName) \(answer.success ? "accepts" : "refuses") entries of term \(request.term) behind index \
        \(request.prevLog.index) of term \(request.prevLog.term), which it \(isHeld ? "holds" : "does not hold")
        """)
  }
}
