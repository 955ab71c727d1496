import TraceFormat

/// A leader serves a read once a quorum has confirmed it and the state machine is far enough.
///
/// Dissertation §6.4.
public enum ReadServed: Invariant {
  public static let sentence =
    "a leader serves a read once a quorum has confirmed it and the state machine is far enough"
  public static let reference = "Dissertation §6.4"
  public static let layer = InvariantLayer.progress
  public static let concerns: StepAspects = [.received(.appendEntriesResponse), .requestRead, .apply]

  public static func judge(
    before: ClusterState, _ action: Action, after: ClusterState, _ context: StepContext
  ) -> Judgement {
    guard !context.aspects.isDisjoint(with: concerns), let i = action.server, after[i].role == .leader,
      after[i].read.isPending
    else { return .notConcerned }
    let read = after[i].read
    if let packet = action.received {
      guard packet.term == after[i].currentTerm, read.isConfirmed(byRound: packet.round) else {
        return .notConcerned
      }
    }
    var confirmed = read.acknowledgedBy.inserting(i)
    if let packet = action.received { confirmed.insert(packet.source) }
    return Judgement(
      !after[i].membership.hasQuorum(confirmed) || after[i].lastApplied < read.readIndex,
      otherwise: "\(i.modelName) does not serve a read that \(confirmed.modelNames) confirmed")
  }
}
