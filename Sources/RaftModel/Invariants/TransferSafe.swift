import TraceFormat

/// A leader hands over to one up-to-date voter at a time, and takes no commands meanwhile.
///
/// Dissertation §3.10.
public enum TransferSafe: Invariant {
  public static let sentence =
    "a leader hands over to one up-to-date voter at a time, and takes no commands meanwhile"
  public static let reference = "Dissertation §3.10"
  public static let layer = InvariantLayer.accounting
  public static let concerns: StepAspects = [
    .transferTarget, .sent(.timeoutNow), .sent(.requestVoteRequest), .clientAppend, .changeMembership,
  ]

  public static func judge(
    before: ClusterState, _ action: Action, after: ClusterState, _ context: StepContext
  ) -> Judgement {
    guard let i = action.server else { return .notConcerned }
    if !context.aspects.isDisjoint(with: [.clientAppend, .changeMembership]) {
      guard before[i].role == .leader else { return .notConcerned }
      return Judgement(
        before[i].transferTarget == nil || before[i].log == after[i].log,
        otherwise: "\(i.modelName) takes a command while it hands its leadership over")
    }
    if case .transferLeadership = action { return judgeTransfer(i, before, after, context) }
    if let target = after[i].transferTarget, target != before[i].transferTarget {
      return .violated("\(i.modelName) hands over to \(target.modelName) without being asked to")
    }
    let isAsked = action.received?.kind == .timeoutNow
    let wrong = context.firstSent(in: after) { $0.kind == .requestVoteRequest && $0.isTransfer != isAsked }
    guard context.aspects.contains(.sent(.requestVoteRequest)) else { return .notConcerned }
    return Judgement(
      wrong == nil,
      otherwise:
        "\(i.modelName) is \(isAsked ? "" : "not ")asked to campaign by its leader and says otherwise")
  }

  private static func judgeTransfer(
    _ i: ServerID, _ before: ClusterState, _ after: ClusterState, _ context: StepContext
  ) -> Judgement {
    guard let target = after[i].transferTarget else {
      return Judgement(
        !context.aspects.contains(.sent(.timeoutNow)),
        otherwise: "\(i.modelName) hands over and does not note it")
    }
    let end = before[i].log.lastIndex
    guard before[i].transferTarget == nil else {
      return .violated("\(i.modelName) hands over to \(target.modelName) while another transfer is under way")
    }
    guard before[i].membership.voters.contains(target), target != i else {
      return .violated("\(i.modelName) hands over to \(target.modelName), which is no other voter")
    }
    guard before[i].matchIndex[target] == end else {
      return .violated(
        """
        \(i.modelName) hands over to \(target.modelName), known to match up to index \(before[i].matchIndex[target]) of \
        \(end)
        """)
    }
    let other = context.firstSent(in: after) { $0.kind == .timeoutNow && $0.destination != target }
    return Judgement(
      other == nil, otherwise: "\(i.modelName) asks another server than \(target.modelName) to campaign")
  }
}
