import RaftModel
import TraceFormat

/// What every server begins with: what its lines show up to the first that tells of something happening.
struct ScheduleBeginning {
  private(set) var views: [ServerView]

  init(_ trace: RecordedTrace, _ survey: TraceSurvey, _ numbers: ServerNumbers) throws(UnreadableSchedule) {
    views = Array(repeating: ServerView(membership: .none), count: numbers.count)
    let preludes = Self.preludes(trace, numbers)
    let common = Self.commonMembership(trace, preludes, numbers)
    for i in numbers.all {
      let prelude = preludes[Int(i.rawValue)]
      let own = prelude.compactMap { Self.configuration($0) }.last.map { numbers.membership($0) }
      let membership =
        own.map { $0.voters.isEmpty ? .none : $0 } ?? (common.members.contains(i) ? common : .none)
      views[Int(i.rawValue)].log.setMembership(membership)
      try begin(i, prelude, trace, numbers)
    }
  }

  /// Of each server its lines up to the first that tells of something happening.
  private static func preludes(_ trace: RecordedTrace, _ numbers: ServerNumbers) -> [[TraceEvent]] {
    var preludes: [[TraceEvent]] = Array(repeating: [], count: numbers.count)
    var ended = ServerSet()
    for line in trace.lines {
      guard let i = numbers[line.event.server], !ended.contains(i) else { continue }
      let isFirst = preludes[Int(i.rawValue)].isEmpty
      if isPrelude(line.event, isFirst: isFirst) {
        preludes[Int(i.rawValue)].append(line.event)
        continue
      }
      ended.insert(i)
      if line.event.observation.moment == .before { preludes[Int(i.rawValue)].append(line.event) }
      if ended.count == numbers.count { break }
    }
    return preludes
  }

  private static func isPrelude(_ event: TraceEvent, isFirst: Bool) -> Bool {
    switch event.kind {
    case .start, .observed: isFirst || event.kind == .observed && event.observation.moment == .before
    case .serverNamed, .persisted, .leaderObserved, .roleChanged(.follower), .roleChanged(.learner): true
    case .configurationInUse(let change): change.index == .unknown
    case .stop, .crash, .roleChanged, .campaignStarted, .voteDecided, .messageSent, .messageReceived,
      .messageDropped, .messageDuplicated, .entriesAppended, .logTruncated, .committed, .applied,
      .snapshotTaken, .snapshotInstalled, .configurationProposed, .clientCalled, .clientReturned, .leaseHeld:
      false
    }
  }

  private static func configuration(_ event: TraceEvent) -> ConfigurationID? {
    if case .configurationInUse(let change) = event.kind { return change.configuration }
    return event.observation.configuration.value
  }

  private mutating func begin(
    _ i: ServerID, _ prelude: [TraceEvent], _ trace: RecordedTrace, _ numbers: ServerNumbers
  ) throws(UnreadableSchedule) {
    guard let first = prelude.first else { return }
    let shown = prelude.map(\.observation)
    let snapshot = shown.compactMap(\.snapshotIndex.value).last ?? .zero
    let index = shown.compactMap(\.lastLogIndex.value).last
    let count = (index ?? snapshot).rawValue - min(index ?? snapshot, snapshot).rawValue
    if count > UInt64(ServerLog.capacity) { throw .logTooLong(first.server, entries: count) }
    var view = views[Int(i.rawValue)]
    if let index {
      let term = shown.compactMap(\.lastLogTerm.value).last ?? Self.term(at: index, trace)
      view.log.begin(
        snapshotIndex: min(snapshot, index), last: LogPosition(term: term ?? .zero, index: index))
    }
    if first.kind == .start { view.set(Role.follower) }
    for observation in shown { view.absorb(observation, numbers) }
    views[Int(i.rawValue)] = view
  }

  /// The term of an entry at an index, as the first message says that names it.
  private static func term(at index: LogIndex, _ trace: RecordedTrace) -> Term? {
    guard index > .zero else { return .zero }
    for line in trace.lines {
      guard case .messageSent(let message) = line.event.kind else { continue }
      switch message.body {
      case .requestVoteRequest(let request):
        if request.lastLogIndex == .known(index), let term = request.lastLogTerm.value { return term }
      case .preVoteRequest(let request):
        if request.lastLogIndex == .known(index), let term = request.lastLogTerm.value { return term }
      case .appendEntriesRequest(let request):
        if request.prevLogIndex == .known(index), let term = request.prevLogTerm.value { return term }
      case .requestVoteResponse, .preVoteResponse, .appendEntriesResponse, .installSnapshotRequest,
        .installSnapshotResponse, .timeoutNow, .readIndexRequest, .readIndexResponse:
        break
      }
    }
    return nil
  }

  /// The configuration for servers whose first lines show none: that of another's, or the first of the trace.
  private static func commonMembership(
    _ trace: RecordedTrace, _ preludes: [[TraceEvent]], _ numbers: ServerNumbers
  ) -> Membership {
    for prelude in preludes {
      if let id = prelude.compactMap({ configuration($0) }).last { return numbers.membership(id) }
    }
    for line in trace.lines {
      if let id = configuration(line.event) { return beginning(of: numbers.membership(id)) }
    }
    return Membership(voters: numbers.all)
  }

  private static func beginning(of membership: Membership) -> Membership {
    membership.isJoint ? Membership(voters: membership.outgoingVoters) : membership
  }
}
