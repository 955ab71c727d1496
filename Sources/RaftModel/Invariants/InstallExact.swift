import TraceFormat

/// A server that installs a snapshot has it, with its state machine, and goes on from there.
///
/// Raft §7 and Figure 13 (receiver implementation 5 to 8).
///
/// A snapshot that covers no more than what the server has committed changes nothing.
public enum InstallExact: Invariant {
  public static let sentence =
    "a server that installs a snapshot has it, with its state machine, and goes on from there"
  public static let reference = "Raft §7, Figure 13"
  public static let layer = InvariantLayer.accounting
  public static let concerns: StepAspects = [.received(.installSnapshotRequest)]

  public static func judge(
    before: ClusterState, _ action: Action, after: ClusterState, _ context: StepContext
  ) -> Judgement {
    guard let i = action.server, let request = action.received, request.kind == .installSnapshotRequest
    else { return .notConcerned }
    let snapshot = request.snapshot
    guard request.term == after[i].currentTerm, snapshot.position.index > before[i].commitIndex else {
      return Judgement(
        context.aspects.isDisjoint(with: [.log, .commitIndex, .applied]),
        otherwise: "\(i.modelName) changes its log or state machine for a snapshot that it does not need")
    }
    return Judgement(
      after[i].log.snapshot == snapshot && after[i].commitIndex == snapshot.position.index
        && after[i].lastApplied == snapshot.position.index && after[i].machine == snapshot.content,
      otherwise:
        "\(i.modelName) does not install the snapshot up to index \(snapshot.position.index) as it is")
  }
}
