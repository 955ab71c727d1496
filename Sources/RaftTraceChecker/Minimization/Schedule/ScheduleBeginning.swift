import RaftModel
import TraceFormat

/// What every server begins with: what its first line shows.
struct ScheduleBeginning {
  private(set) var views: [ServerView]

  init(_ trace: RecordedTrace, _ survey: TraceSurvey, _ numbers: ServerNumbers) throws(UnreadableSchedule) {
    views = Array(repeating: ServerView(membership: .none), count: numbers.count)
    var first: [TraceEvent?] = Array(repeating: nil, count: numbers.count)
    for line in trace.lines {
      guard let i = numbers[line.event.server], first[Int(i.rawValue)] == nil else { continue }
      first[Int(i.rawValue)] = line.event
    }
    let common = Self.commonMembership(trace, first, numbers)
    for i in numbers.all {
      let event = first[Int(i.rawValue)]
      let own = event?.observation.configuration.value.map { numbers.membership($0) }
      let membership = own ?? (common.members.contains(i) ? common : .none)
      views[Int(i.rawValue)].log.setMembership(membership)
      if let event { try begin(i, event, numbers) }
    }
  }

  private mutating func begin(
    _ i: ServerID, _ event: TraceEvent, _ numbers: ServerNumbers
  ) throws(UnreadableSchedule) {
    let shown = event.observation
    guard event.kind == .start || event.kind == .observed || shown.moment == .before else { return }
    let snapshot = shown.snapshotIndex.value ?? .zero
    let last = LogPosition(term: shown.lastLogTerm.value ?? .zero, index: shown.lastLogIndex.value ?? snapshot)
    let count = last.index.rawValue - min(last.index, snapshot).rawValue
    if count > UInt64(ServerLog.capacity) { throw .logTooLong(event.server, entries: count) }
    var view = views[Int(i.rawValue)]
    if shown.lastLogIndex.isKnown { view.log.begin(snapshotIndex: min(snapshot, last.index), last: last) }
    view.absorb(shown, numbers)
    if event.kind == .start { view.set(Role.follower) }
    views[Int(i.rawValue)] = view
  }

  /// The configuration for servers whose first line shows none: that of another's, or the first of the trace.
  private static func commonMembership(
    _ trace: RecordedTrace, _ first: [TraceEvent?], _ numbers: ServerNumbers
  ) -> Membership {
    for event in first { if let id = event?.observation.configuration.value { return numbers.membership(id) } }
    for line in trace.lines {
      if let id = line.event.observation.configuration.value { return beginning(of: numbers.membership(id)) }
      if case .configurationInUse(let change) = line.event.kind {
        return beginning(of: numbers.membership(change.configuration))
      }
    }
    return Membership(voters: numbers.all)
  }

  private static func beginning(of membership: Membership) -> Membership {
    membership.isJoint ? Membership(voters: membership.outgoingVoters) : membership
  }
}
