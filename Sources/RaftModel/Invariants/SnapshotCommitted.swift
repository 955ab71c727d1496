import TraceFormat

/// A snapshot ends with a committed entry.
///
/// Raft §7 · dissertation §5.1.
public enum SnapshotCommitted: Invariant {
  public static let sentence = "a snapshot ends with a committed entry"
  public static let reference = "Raft §7; dissertation §5.1"
  public static let layer = InvariantLayer.accounting
  public static let concerns: StepAspects = [.snapshot]

  public static func judge(
    before: ClusterState, _ action: Action, after: ClusterState, _ context: StepContext
  ) -> Judgement {
    guard let i = action.server, context.aspects.contains(.snapshot) else { return .notConcerned }
    let position = after[i].log.snapshot.position
    if let known = before.history.committedEntry(at: position.index) {
      return Judgement(
        known.entry.term == position.term,
        otherwise: """
          the snapshot of \(i.modelName) ends at index \(position.index) of term \(position.term), and an entry of term \
          \(known.entry.term) is committed there
          """)
    }
    let isCommitted =
      position.index <= before.history.lastCommitted
      || before.allServers.contains { before[$0].commitIndex >= position.index }
    return Judgement(
      isCommitted,
      otherwise: "the snapshot of \(i.modelName) ends at index \(position.index), which nobody committed")
  }
}
