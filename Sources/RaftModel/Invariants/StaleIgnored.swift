import TraceFormat

/// A message of an older term has no effect but a refusal.
///
/// Raft §5.1 and Figure 2 (receiver implementations, rule 1).
public enum StaleIgnored: Invariant {
  public static let sentence = "a message of an older term has no effect but a refusal"
  public static let reference = "Raft §5.1, Figure 2"
  public static let layer = InvariantLayer.accounting
  public static let concerns: StepAspects = .receivedAny

  public static func judge(
    before: ClusterState, _ action: Action, after: ClusterState, _ context: StepContext
  ) -> Judgement {
    guard let i = action.server, let packet = action.received, packet.term < before[i].currentTerm
    else { return .notConcerned }
    guard context.aspects.isDisjoint(with: changes) else {
      return .violated(
        "\(i.modelName), in term \(before[i].currentTerm), obeys a \(packet.kind) of term \(packet.term)")
    }
    let consent = context.firstSent(in: after) {
      $0.flag || ($0.kind == .installSnapshotResponse && $0.matchIndex > .zero)
    }
    return Judgement(
      consent == nil,
      otherwise:
        "\(i.modelName), in term \(before[i].currentTerm), consents to a \(packet.kind) of term \(packet.term)"
    )
  }

  private static let changes: StepAspects = [
    .term, .vote, .role, .log, .commitIndex, .votesGranted, .nextIndex, .matchIndex, .transferTarget,
  ]
}
