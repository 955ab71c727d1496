import TraceFormat

/// A snapshot has the configuration in use at its end, and hands it on.
///
/// Raft §7 and Figure 13 · dissertation §5.1.
public enum SnapshotConfig: Invariant {
  public static let sentence = "a snapshot has the configuration in use at its end, and hands it on"
  public static let reference = "Raft §7, Figure 13"
  public static let layer = InvariantLayer.accounting
  public static let concerns: StepAspects = [.snapshot]

  public static func judge(
    before: ClusterState, _ action: Action, after: ClusterState, _ context: StepContext
  ) -> Judgement {
    guard let i = action.server, context.aspects.contains(.snapshot) else { return .notConcerned }
    let snapshot = after[i].log.snapshot
    let expected =
      action.received?.snapshot.membership ?? before[i].log.membership(at: snapshot.position.index)
    guard snapshot.membership == expected, !expected.voters.isEmpty else {
      return .violated(
        "the snapshot of \(i.modelName) up to index \(snapshot.position.index) has a wrong configuration")
    }
    return Judgement(
      action.received != nil || after[i].membership == before[i].membership,
      otherwise: "\(i.modelName) compacts its log and uses another configuration afterwards")
  }
}
