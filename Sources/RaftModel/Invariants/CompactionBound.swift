import TraceFormat

/// A server compacts only what it has applied, and keeps the log right behind it.
///
/// Raft §7 · dissertation §5.1.
public enum CompactionBound: Invariant {
  public static let sentence = "a server compacts only what it has applied, and keeps the log right behind it"
  public static let reference = "Raft §7; dissertation §5.1"
  public static let layer = InvariantLayer.accounting
  public static let concerns: StepAspects = [.takeSnapshot]

  public static func judge(
    before: ClusterState, _ action: Action, after: ClusterState, _ context: StepContext
  ) -> Judgement {
    guard let i = action.server, case .takeSnapshot = action else { return .notConcerned }
    let position = after[i].log.snapshot.position
    guard position.index <= before[i].lastApplied, position.index > before[i].log.snapshot.position.index
    else {
      return .violated(
        "\(i.modelName) compacts up to index \(position.index) and has applied up to \(before[i].lastApplied)"
      )
    }
    guard position.term == before[i].log.term(at: position.index) else {
      return .violated(
        "\(i.modelName) compacts up to index \(position.index) and notes term \(position.term)")
    }
    return Judgement(
      after[i].log.lastIndex == before[i].log.lastIndex
        && after[i].log.keeps(before[i].log, through: before[i].log.lastIndex),
      otherwise: "\(i.modelName) loses entries behind index \(position.index), up to which it compacts")
  }
}
