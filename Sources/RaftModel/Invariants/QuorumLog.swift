import TraceFormat

/// Every quorum of the latest leader's configuration has a server with all that is committed.
///
/// Raft §5.4.3 (the proof of Leader Completeness).
///
/// Judged while the leader of the highest term leads: an old configuration, which nobody uses any more, may
/// have such a quorum.
public enum QuorumLog: Invariant {
  public static let sentence =
    "every quorum of the latest leader's configuration has a server with all that is committed"
  public static let reference = "Raft §5.4.3"
  public static let layer = InvariantLayer.harm
  public static let concerns: StepAspects = [.commitIndex, .log, .role, .restart]

  public static func judge(
    before: ClusterState, _ action: Action, after: ClusterState, _ context: StepContext
  ) -> Judgement {
    let history = after.history
    guard history.leaderCount > 0, let entry = history.committedEntry(at: history.lastCommitted)?.entry
    else { return .notConcerned }
    let latest = history.leader(at: history.leaderCount - 1)
    let leader = ServerID(UInt32(latest.server))
    guard after[leader].role == .leader, after[leader].currentTerm.rawValue == UInt64(latest.term)
    else { return .notConcerned }
    var lacking = ServerSet()
    for j in after.allServers
    where after[j].log.lastIndex < history.lastCommitted
      || !after[j].log.holds(entry, at: history.lastCommitted)
    {
      lacking.insert(j)
    }
    return Judgement(
      !after[leader].membership.hasQuorum(lacking),
      otherwise: "\(lacking.modelNames), a quorum, lack the committed entry at index \(history.lastCommitted)"
    )
  }
}
