import TraceFormat

/// A snapshot holds the state machine as it is after the last entry that it covers.
///
/// Raft §7.
public enum SnapshotContent: Invariant {
  public static let sentence =
    "a snapshot holds the state machine as it is after the last entry that it covers"
  public static let reference = "Raft §7"
  public static let layer = InvariantLayer.accounting
  public static let concerns: StepAspects = [.takeSnapshot]

  public static func judge(
    before: ClusterState, _ action: Action, after: ClusterState, _ context: StepContext
  ) -> Judgement {
    guard let i = action.server, case .takeSnapshot = action,
      after[i].log.snapshot.position.index == before[i].lastApplied
    else { return .notConcerned }
    return Judgement(
      after[i].log.snapshot.content == before[i].machine,
      otherwise:
        "the snapshot of \(i.modelName) up to index \(before[i].lastApplied) is not its state machine")
  }
}
