import TraceFormat

/// A read is served after a quorum has confirmed the leader, and sees all that was committed before.
///
/// Dissertation §6.4.
///
/// The number of reads served and what a read must see are history variables.
public enum ReadIndexRule: Invariant {
  public static let sentence =
    "a read is served after a quorum has confirmed the leader, and sees all that was committed before"
  public static let reference = "Dissertation §6.4"
  public static let layer = InvariantLayer.accounting
  public static let concerns: StepAspects = [.read, .requestRead]

  public static func judge(
    before: ClusterState, _ action: Action, after: ClusterState, _ context: StepContext
  ) -> Judgement {
    guard let i = action.server else { return .notConcerned }
    let isServed = before.history.readCount != after.history.readCount
    if case .requestRead = action {
      if let reason = refuteRequest(i, before, after, isServed) {
        return .violated("\(i.modelName) \(reason)")
      }
      return .held
    }
    if isServed {
      if let reason = refuteService(i, before, action, after) { return .violated("\(i.modelName) \(reason)") }
      return .held
    }
    guard context.aspects.contains(.read), after[i].stillLeads(since: before[i]) else { return .notConcerned }
    let (old, new) = (before[i].read, after[i].read)
    let isSame =
      old.isPending && new.isPending && old.round == new.round && old.readIndex == new.readIndex
      && old.requirement == new.requirement && before[i].heartbeatRound == after[i].heartbeatRound
    guard isSame else { return .violated("\(i.modelName) changes a read that is under way") }
    let counted = new.acknowledgedBy.subtracting(old.acknowledgedBy)
    return Judgement(
      counted.subtracting(confirmers(i, before, action)).isEmpty,
      otherwise: "\(i.modelName) counts \(counted.modelNames), which did not confirm round \(new.round)")
  }

  /// The server whose message confirms the round of the pending read; none for other steps.
  private static func confirmers(_ i: ServerID, _ before: ClusterState, _ action: Action) -> ServerSet {
    guard let packet = action.received, packet.kind == .appendEntriesResponse,
      packet.term == before[i].currentTerm, before[i].read.isConfirmed(byRound: packet.round)
    else { return ServerSet() }
    return ServerSet([packet.source])
  }

  private static func refuteRequest(
    _ i: ServerID, _ before: ClusterState, _ after: ClusterState, _ isServed: Bool
  ) -> String? {
    guard before[i].role == .leader else { return "takes a read and is no leader" }
    guard !before[i].read.isPending else { return "takes a read while another is under way" }
    guard before[i].log.term(at: before[i].commitIndex) == before[i].currentTerm else {
      return "takes a read before it has committed in term \(before[i].currentTerm)"
    }
    guard after[i].heartbeatRound == before[i].nextHeartbeatRound else {
      return "takes a read and begins no new round of heartbeats"
    }
    let committed = before.history.lastCommitted
    if isServed {
      guard before[i].membership.hasQuorum(ServerSet([i])) else {
        return "serves a read that nobody confirmed"
      }
      return after[i].lastApplied >= committed ? nil : "serves a read that misses index \(committed)"
    }
    let read = after[i].read
    guard read.isPending, read.round == after[i].heartbeatRound, read.acknowledgedBy.isEmpty,
      read.requirement == committed
    else { return "takes a read and notes it wrongly" }
    return read.readIndex >= before[i].commitIndex
      ? nil : "takes a read with index \(read.readIndex) and has committed up to \(before[i].commitIndex)"
  }

  private static func refuteService(
    _ i: ServerID, _ before: ClusterState, _ action: Action, _ after: ClusterState
  ) -> String? {
    let read = before[i].read
    guard read.isPending, after[i].stillLeads(since: before[i]) else {
      return "serves a read that is not under way"
    }
    let confirmed = read.acknowledgedBy.union(confirmers(i, before, action)).inserting(i)
    guard after[i].membership.hasQuorum(confirmed) else {
      return "serves a read that only \(confirmed.modelNames) confirmed"
    }
    guard after[i].lastApplied >= read.readIndex, after[i].lastApplied >= read.requirement else {
      return "serves a read at index \(after[i].lastApplied) that must see index \(read.requirement)"
    }
    return nil
  }
}
