import TraceFormat

/// A leader commits what a quorum has acknowledged in its term.
///
/// Raft §5.3 and Figure 2 (Leaders).
public enum QuorumCommits: Invariant {
  public static let sentence = "a leader commits what a quorum has acknowledged in its term"
  public static let reference = "Raft §5.3, Figure 2"
  public static let layer = InvariantLayer.progress
  public static let concerns: StepAspects = [.matchIndex, .log, .commitIndex, .role]

  public static func judge(
    before: ClusterState, _ action: Action, after: ClusterState, _ context: StepContext
  ) -> Judgement {
    guard let i = action.server, after[i].role == .leader else { return .notConcerned }
    let (membership, term) = (after[i].membership, after[i].currentTerm)
    var index = after[i].log.lastIndex
    while index > after[i].commitIndex, after[i].log.term(at: index) == term {
      var holders = ServerSet([i])
      for j in after.allServers where after[i].matchIndex[j] >= index { holders.insert(j) }
      if membership.hasQuorum(holders) {
        return .violated(
          "\(i.modelName) does not commit index \(index), acknowledged by \(holders.modelNames), in term \(term)"
        )
      }
      index = index.previous
    }
    return .held
  }
}
