import TraceFormat

/// Indices in a log are contiguous and its terms never fall nor run ahead of the server's term.
///
/// Raft §5.3 and §5.4.1.
///
/// Indices are contiguous in a modelled log by its making.
public enum LogWellFormed: Invariant {
  public static let sentence =
    "indices in a log are contiguous and its terms never fall nor run ahead of the server's term"
  public static let reference = "Raft §5.3, §5.4.1"
  public static let layer = InvariantLayer.accounting
  public static let concerns: StepAspects = [.log, .term]

  public static func judge(
    before: ClusterState, _ action: Action, after: ClusterState, _ context: StepContext
  ) -> Judgement {
    guard let i = action.server, context.aspects.contains(.log) || context.aspects.contains(.term)
    else { return .notConcerned }
    var term = after[i].log.snapshot.position.term
    var index = after[i].log.snapshot.position.index
    while index < after[i].log.lastIndex {
      index = index.next
      guard let entry = after[i].log[index], entry.term >= term, entry.term > .zero else {
        return .violated("the log of \(i.modelName) falls below term \(term) at index \(index)")
      }
      term = entry.term
    }
    return Judgement(
      term <= after[i].currentTerm,
      otherwise: "\(i.modelName), in term \(after[i].currentTerm), has an entry of term \(term)")
  }
}
