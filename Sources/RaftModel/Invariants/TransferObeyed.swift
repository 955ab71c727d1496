import TraceFormat

/// A server that its leader asks to campaign does so at once.
///
/// Dissertation §3.10.
public enum TransferObeyed: Invariant {
  public static let sentence = "a server that its leader asks to campaign does so at once"
  public static let reference = "Dissertation §3.10"
  public static let layer = InvariantLayer.progress
  public static let concerns: StepAspects = [.received(.timeoutNow)]

  public static func judge(
    before: ClusterState, _ action: Action, after: ClusterState, _ context: StepContext
  ) -> Judgement {
    guard let i = action.server, let packet = action.received, packet.kind == .timeoutNow,
      packet.term >= before[i].currentTerm,
      before[i].role != .leader || packet.term > before[i].currentTerm
    else { return .notConcerned }
    let membership = before[i].membership
    guard !membership.voters.isEmpty,
      !membership.learners.contains(i) || membership.outgoingVoters.contains(i)
    else { return .notConcerned }
    return Judgement(
      after[i].currentTerm > packet.term,
      otherwise: "\(i.modelName), asked to campaign after term \(packet.term), is \(after[i].role)")
  }
}
