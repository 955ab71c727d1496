import TraceFormat

/// Taking or installing a snapshot changes neither term nor vote, but by the message's term.
///
/// Raft §7 and Figure 13.
public enum SnapshotKeepsTermVote: Invariant {
  public static let sentence =
    "taking or installing a snapshot changes neither term nor vote, but by the message's term"
  public static let reference = "Raft §7, Figure 13"
  public static let layer = InvariantLayer.accounting
  public static let concerns: StepAspects = [.takeSnapshot, .received(.installSnapshotRequest)]

  public static func judge(
    before: ClusterState, _ action: Action, after: ClusterState, _ context: StepContext
  ) -> Judgement {
    guard let i = action.server else { return .notConcerned }
    if case .takeSnapshot = action {
      return Judgement(
        context.aspects.isDisjoint(with: [.term, .vote, .role, .commitIndex, .applied]),
        otherwise: "\(i.modelName) takes a snapshot and changes more than its log")
    }
    guard let request = action.received, request.kind == .installSnapshotRequest else { return .notConcerned }
    let isNew = request.term > before[i].currentTerm
    return Judgement(
      after[i].currentTerm == max(request.term, before[i].currentTerm)
        && after[i].votedFor == (isNew ? nil : before[i].votedFor),
      otherwise: "\(i.modelName) changes its term or vote for a snapshot of term \(request.term)")
  }
}
