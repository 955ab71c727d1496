import TraceFormat

/// A configuration and the one after it have no two disjoint quorums.
///
/// Raft §6 · dissertation §4.1 and Figure 4.2.
public enum QuorumsOverlap: Invariant {
  public static let sentence = "a configuration and the one after it have no two disjoint quorums"
  public static let reference = "Raft §6; dissertation §4.1, Figure 4.2"
  public static let layer = InvariantLayer.accounting
  public static let concerns: StepAspects = [.changeMembership, .leaveJointMembership]

  public static func judge(
    before: ClusterState, _ action: Action, after: ClusterState, _ context: StepContext
  ) -> Judgement {
    guard let i = action.server, let next = after[i].configurationAppended(since: before[i])
    else { return .notConcerned }
    let old = before[i].membership
    let all = old.allVoters.union(next.allVoters)
    for bits in 0...all.bits {
      let part = ServerSet(bits: bits)
      if old.hasQuorum(part), next.hasQuorum(all.subtracting(part)) {
        return .violated(
          """
          \(part.modelNames) decide in the old configuration of \(i.modelName) and \(all.subtracting(part).modelNames) in \
          the new one
          """)
      }
    }
    return .held
  }
}
