import TraceFormat

/// A server applies entries in the order of the log, each once in a life.
///
/// Raft §5.3 and Figure 2 (All Servers).
public enum ApplyInOrder: Invariant {
  public static let sentence = "a server applies entries in the order of the log, each once in a life"
  public static let reference = "Raft §5.3, Figure 2"
  public static let layer = InvariantLayer.accounting
  public static let concerns: StepAspects = [.applied, .apply]

  public static func judge(
    before: ClusterState, _ action: Action, after: ClusterState, _ context: StepContext
  ) -> Judgement {
    guard let i = action.server else { return .notConcerned }
    if case .restart = action { return .notConcerned }
    if let packet = action.received, packet.kind == .installSnapshotRequest,
      context.aspects.contains(.snapshot)
    {
      return .notConcerned
    }
    var index = before[i].lastApplied
    guard after[i].lastApplied >= index else {
      return .violated(
        "\(i.modelName), which has applied up to \(index), goes back to \(after[i].lastApplied)")
    }
    if case .apply = action, after[i].lastApplied != index.next {
      return .violated("\(i.modelName) does not apply index \(index.next), which comes next")
    }
    var machine = before[i].machine
    while index < after[i].lastApplied {
      index = index.next
      guard let entry = after[i].log[index] else {
        return .violated("\(i.modelName) applies index \(index), which is not in its log")
      }
      machine = Raft.digest(machine, entry)
    }
    return Judgement(
      machine == after[i].machine,
      otherwise: "\(i.modelName) applies something else than its log has up to index \(index)")
  }
}
