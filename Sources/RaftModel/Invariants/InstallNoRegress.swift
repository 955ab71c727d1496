import TraceFormat

/// Installing a snapshot takes nothing back, and keeps a log that agrees with it.
///
/// Raft §7 and Figure 13 (receiver implementation 6 and 7).
public enum InstallNoRegress: Invariant {
  public static let sentence = "installing a snapshot takes nothing back, and keeps a log that agrees with it"
  public static let reference = "Raft §7, Figure 13"
  public static let layer = InvariantLayer.accounting
  public static let concerns: StepAspects = [.received(.installSnapshotRequest)]

  public static func judge(
    before: ClusterState, _ action: Action, after: ClusterState, _ context: StepContext
  ) -> Judgement {
    guard let i = action.server, let request = action.received, request.kind == .installSnapshotRequest
    else { return .notConcerned }
    let position = request.snapshot.position
    guard after[i].commitIndex >= before[i].commitIndex, after[i].lastApplied >= before[i].lastApplied else {
      return .violated("\(i.modelName) goes back to a snapshot up to index \(position.index)")
    }
    guard context.aspects.contains(.log) else { return .held }
    guard request.term == after[i].currentTerm, position.index > before[i].commitIndex else {
      return .violated("\(i.modelName) installs a snapshot that is old, up to index \(position.index)")
    }
    if before[i].log.term(at: position.index) == position.term {
      return Judgement(
        after[i].log.keeps(before[i].log, through: before[i].log.lastIndex),
        otherwise: "\(i.modelName) loses entries behind index \(position.index) that agree with the snapshot")
    }
    return Judgement(
      after[i].log.lastIndex == position.index,
      otherwise: "\(i.modelName) keeps entries behind index \(position.index) that do not follow the snapshot"
    )
  }
}
