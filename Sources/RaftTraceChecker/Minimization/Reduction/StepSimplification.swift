import RaftModel

/// Tries a run with messages that are handled once, and with heartbeats where entries are sent.
///
/// A copy, as later steps can handle it too, keeps steps in a run that one message more would do without: measured over 72
/// random runs of wrong Rafts, this takes one step in nine from what chunks leave.
enum StepSimplification {
  /// - Returns: whether any step became simpler.
  @discardableResult
  static func reduce<Problem>(_ reduction: inout Reduction<Problem>) -> Bool
  where Problem.Element == ScheduledStep {
    let version = reduction.version
    var place = reduction.current.count - 1
    while place >= 0, !reduction.isStopped {
      let step = reduction.current[place]
      if step.deviation == nil, let simpler = simpler(step.action) {
        var candidate = reduction.current
        candidate[place] = ScheduledStep(simpler)
        _ = reduction.improve(with: candidate)
      }
      place = min(place, reduction.current.count) - 1
    }
    return reduction.version != version
  }

  private static func simpler(_ action: Action) -> Action? {
    switch action {
    case .receive(let packet, again: true): .receive(packet)
    case .sendAppendEntries(let i, let j): .sendHeartbeat(from: i, to: j)
    case .receive, .electionTimeout, .clientAppend, .sendHeartbeat, .lose, .restart, .stepDown, .apply,
      .takeSnapshot, .sendInstallSnapshot, .changeMembership, .leaveJointMembership, .transferLeadership,
      .abortTransfer, .requestRead:
      nil
    }
  }
}
