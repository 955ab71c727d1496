import TraceFormat

/// If two logs hold an entry with the same index and term, they are identical up to that entry.
///
/// Raft §5.3 and Figure 3.
///
/// Judged as far as both logs reach back; what is in a snapshot is not compared.
public enum LogMatching: Invariant {
  public static let sentence =
    "if two logs hold an entry with the same index and term, they are identical up to that entry"
  public static let reference = "Raft §5.3, Figure 3"
  public static let layer = InvariantLayer.harm
  public static let concerns: StepAspects = [.log]

  public static func judge(
    before: ClusterState, _ action: Action, after: ClusterState, _ context: StepContext
  ) -> Judgement {
    guard let i = action.server, context.aspects.contains(.log) else { return .notConcerned }
    for j in after.allServers where j != i {
      if let index = firstDifference(after[i].log, after[j].log) {
        return .violated(
          "the logs of \(i.modelName) and \(j.modelName) agree behind index \(index) and differ there")
      }
    }
    return .held
  }

  /// The highest index at which two logs differ at or in front of entries of the same term.
  private static func firstDifference(_ a: ServerLog, _ b: ServerLog) -> LogIndex? {
    let begin = max(a.snapshot.position.index, b.snapshot.position.index)
    var index = min(a.lastIndex, b.lastIndex)
    var isMatched = false
    while index > begin {
      guard let first = a[index], let second = b[index] else { return nil }
      isMatched = isMatched || first.term == second.term
      if isMatched, first != second { return index }
      index = index.previous
    }
    guard isMatched, let first = a.term(at: begin), let second = b.term(at: begin) else { return nil }
    return first == second ? nil : begin
  }
}
