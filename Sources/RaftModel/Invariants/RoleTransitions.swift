import TraceFormat

/// Only a candidate becomes leader, and a leader becomes nothing but follower.
///
/// Raft §5.2 and Figure 4 · dissertation §9.6, §3.10.
///
/// A server that is a quorum by itself wins at once. A leader that learns of a later term by being asked to
/// campaign becomes follower and then candidate in one step.
public enum RoleTransitions: Invariant {
  public static let sentence = "only a candidate becomes leader, and a leader becomes nothing but follower"
  public static let reference = "Raft §5.2, Figure 4"
  public static let layer = InvariantLayer.accounting
  public static let concerns: StepAspects = [.role, .term]

  public static func judge(
    before: ClusterState, _ action: Action, after: ClusterState, _ context: StepContext
  ) -> Judgement {
    guard let i = action.server else { return .notConcerned }
    let (old, new) = (before[i].role, after[i].role)
    guard old != new || (new == .leader && before[i].currentTerm != after[i].currentTerm)
    else { return .notConcerned }
    return Judgement(
      isAllowed(i, before, action, to: new),
      otherwise: """
        \(i.modelName), \(old) in term \(before[i].currentTerm), becomes \(new) in term \(after[i].currentTerm)
        """)
  }

  private static func isAllowed(
    _ i: ServerID, _ before: ClusterState, _ action: Action, to new: Role
  ) -> Bool {
    let isAlone = before[i].membership.hasQuorum(ServerSet([i]))
    switch (before[i].role, new) {
    case (_, .follower), (.candidate, .leader): return true
    case (.follower, .leader), (.preCandidate, .leader): return isAlone
    case (.follower, _), (.preCandidate, _), (.candidate, _): return new != .learner
    case (.leader, .candidate), (.leader, .leader):
      guard let packet = action.received, packet.kind == .timeoutNow else { return false }
      return packet.term > before[i].currentTerm && (new == .candidate || isAlone)
    case (.leader, _), (.learner, _): return false
    }
  }
}
