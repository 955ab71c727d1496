import TraceFormat

/// A follower deletes entries only from where the leader's entries have another term.
///
/// Raft §5.3 and Figure 2 (AppendEntries RPC, receiver implementation 3).
public enum NoNeedlessTruncate: Invariant {
  public static let sentence =
    "a follower deletes entries only from where the leader's entries have another term"
  public static let reference = "Raft §5.3, Figure 2"
  public static let layer = InvariantLayer.accounting
  public static let concerns: StepAspects = [.log]

  public static func judge(
    before: ClusterState, _ action: Action, after: ClusterState, _ context: StepContext
  ) -> Judgement {
    guard let i = action.server, let request = action.received, request.kind == .appendEntriesRequest,
      context.aspects.contains(.log)
    else { return .notConcerned }
    let end = request.firstConflict(with: before[i].log)?.previous ?? before[i].log.lastIndex
    return Judgement(
      after[i].log.keeps(before[i].log, through: end),
      otherwise:
        "\(i.modelName) deletes entries up to index \(end) that do not conflict with those of its leader")
  }
}
