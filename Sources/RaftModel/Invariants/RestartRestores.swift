import TraceFormat

/// After a restart a server has the term, the vote and the log that it had.
///
/// Raft Figure 2 (Persistent state, Volatile state) and §7.
///
/// The commit index may be kept or learnt again; the state machine is that of the snapshot.
public enum RestartRestores: Invariant {
  public static let sentence = "after a restart a server has the term, the vote and the log that it had"
  public static let reference = "Raft Figure 2, persistent state"
  public static let layer = InvariantLayer.accounting
  public static let concerns: StepAspects = [.restart]

  public static func judge(
    before: ClusterState, _ action: Action, after: ClusterState, _ context: StepContext
  ) -> Judgement {
    guard let i = action.server, case .restart = action else { return .notConcerned }
    guard context.aspects.isDisjoint(with: [.term, .vote, .log]) else {
      return .violated("\(i.modelName) restarts with another term, vote or log than it had")
    }
    let begin = after[i].log.snapshot.position.index
    guard after[i].role == .follower, after[i].commitIndex >= begin,
      after[i].commitIndex <= before[i].commitIndex,
      after[i].lastApplied >= begin, after[i].lastApplied <= after[i].commitIndex
    else {
      return .violated("\(i.modelName) restarts as \(after[i].role) with a wrong commit index or lastApplied")
    }
    return Judgement(
      after[i].lastApplied != begin || after[i].machine == after[i].log.snapshot.content,
      otherwise: "\(i.modelName) restarts with another state machine than its snapshot has")
  }
}
