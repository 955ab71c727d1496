/// What a server does in one step of a specification, told event by event.
///
/// `view` begins as the state before the step and takes over from the state after it what each event tells.
struct StateStory {
  let id: ServerID
  private let group: GroupID
  private let position: SourcePosition
  private(set) var view: SpecServer

  init(of server: ServerID, as state: SpecServer, _ group: GroupID, _ position: SourcePosition) {
    id = server
    view = state
    self.group = group
    self.position = position
  }

  func tell(_ kind: EventKind, _ events: inout [TraceEvent], _ moment: Observation.Moment = .after) {
    var observation = view.observation
    observation.moment = moment
    events.append(
      TraceEvent(group: group, server: id, position: position, kind: kind, observation: observation))
  }

  func start(_ events: inout [TraceEvent]) { tell(.start, &events) }

  /// A process that ends and begins again with what was on disk.
  mutating func restart(as after: SpecServer, _ events: inout [TraceEvent]) {
    tell(.crash, &events)
    view = after
    tell(.start, &events)
  }

  /// Tells what a step changes.
  mutating func tellChanges(to after: SpecServer, received: [Message], _ events: inout [TraceEvent]) {
    tellTerm(after, received, &events)
    tellVote(after, received, &events)
    tellRole(after, &events)
    let isReplaced = replacesCommitted(after)
    tellLog(after, &events)
    tellConfiguration(after, &events)
    tellCommit(after, isReplaced: isReplaced, &events)
    tellApplied(after, &events)
    tellRest(after, &events)
  }

  /// A new term: of a campaign, or of a message.
  private mutating func tellTerm(
    _ after: SpecServer, _ received: [Message], _ events: inout [TraceEvent]
  ) {
    guard after.currentTerm != view.currentTerm else { return }
    let campaigns = after.campaigns(as: id) && !received.contains { $0.term == after.currentTerm }
    if campaigns, after.currentTerm.value ?? .zero > view.currentTerm.value ?? .zero {
      tell(.campaignStarted, &events, .before)
    }
    view.currentTerm = after.currentTerm
    view.leader = after.leader
    let votes = after.votedFor.value ?? nil
    view.votedFor = votes == nil ? after.votedFor : .known(nil)
    let role: Observed<Role> =
      campaigns ? .known(.candidate) : after.role == .known(.leader) ? view.role : after.role
    if campaigns, votes == id { view.votedFor = after.votedFor }
    if role != view.role || campaigns, let role = role.value {
      view.role = .known(role)
      tell(.roleChanged(role), &events)
    } else {
      tell(.observed, &events)
    }
    if campaigns, votes == id { tellOwnVote(&events) }
  }

  private func tellOwnVote(_ events: inout [TraceEvent]) {
    tell(
      .voteDecided(
        VoteDecision(
          candidate: id, term: view.currentTerm, isGranted: true,
          lastLogIndex: view.observation.lastLogIndex, lastLogTerm: view.observation.lastLogTerm)), &events)
  }

  private mutating func tellVote(
    _ after: SpecServer, _ received: [Message], _ events: inout [TraceEvent]
  ) {
    guard after.votedFor != view.votedFor else { return }
    view.votedFor = after.votedFor
    guard case .known(let candidate?) = after.votedFor else { return tell(.observed, &events) }
    if candidate == id { return tellOwnVote(&events) }
    var decision = VoteDecision(candidate: candidate, term: after.currentTerm, isGranted: true)
    for message in received where message.source == candidate && message.term == after.currentTerm {
      guard case .requestVoteRequest(let request) = message.body else { continue }
      decision.lastLogIndex = request.lastLogIndex
      decision.lastLogTerm = request.lastLogTerm
    }
    tell(.voteDecided(decision), &events)
  }

  private mutating func tellRole(_ after: SpecServer, _ events: inout [TraceEvent]) {
    guard after.role != view.role else { return }
    view.role = after.role
    if let role = after.role.value { tell(.roleChanged(role), &events) }
  }

  /// From the first entry that differs on the old ones go and the new ones come.
  private mutating func tellLog(_ after: SpecServer, _ events: inout [TraceEvent]) {
    guard var log = view.log, let target = after.log, log != target else {
      view.log = after.log
      return
    }
    if target.offset != log.offset { tellSnapshot(after, &log, target, &events) }
    var index = max(log.firstIndex, target.firstIndex)
    while index <= min(log.lastIndex, target.lastIndex), log[index] == target[index] { index = index.next }
    if index <= log.lastIndex {
      log.truncate(from: index)
      view.log = log
      tell(.logTruncated(from: index), &events)
    }
    view.log = target
    var entries: [LogEntry] = []
    while let entry = target[index] {
      entries.append(entry)
      index = index.next
    }
    if !entries.isEmpty { tell(.entriesAppended(EntryBatch(entries)), &events) }
  }

  /// A log that begins later: its front went into a snapshot, its own or the leader's.
  private mutating func tellSnapshot(
    _ after: SpecServer, _ log: inout SpecLog, _ target: SpecLog, _ events: inout [TraceEvent]
  ) {
    let snapshot = Snapshot(lastIncludedIndex: target.offset, lastIncludedTerm: target.offsetTerm)
    let isOwn =
      target.offset > log.offset && target.offset <= log.lastIndex
      && target.offset <= view.commitIndex.value ?? .zero && log.term(at: target.offset) == target.offsetTerm
    if isOwn {
      log.entries.removeFirst(Int(target.offset.rawValue - log.offset.rawValue))
    } else {
      log.entries = target.entries
    }
    log.offset = target.offset
    log.offsetTerm = target.offsetTerm
    view.log = log
    view.snapshot = after.snapshot
    if !isOwn {
      view.commitIndex = after.commitIndex
      view.lastApplied = after.lastApplied
    }
    tell(isOwn ? .snapshotTaken(snapshot) : .snapshotInstalled(snapshot), &events)
  }

  private mutating func tellConfiguration(_ after: SpecServer, _ events: inout [TraceEvent]) {
    guard after.configuration != view.configuration else { return }
    view.configuration = after.configuration
    guard let configuration = after.configuration.value else { return }
    tell(.configurationInUse(ConfigurationChange(configuration: configuration)), &events)
  }

  /// Whether another entry than before stands where the commit index stays: the state now shows this one committed.
  private func replacesCommitted(_ after: SpecServer) -> Bool {
    guard let index = after.commitIndex.value, index > .zero, let entry = after.log?[index] else {
      return false
    }
    return view.log?[index] != entry
  }

  private mutating func tellCommit(
    _ after: SpecServer, isReplaced: Bool, _ events: inout [TraceEvent]
  ) {
    guard after.commitIndex != view.commitIndex || isReplaced else { return }
    view.commitIndex = after.commitIndex
    guard let index = after.commitIndex.value else { return }
    let term = after.log?.term(at: index) ?? .unknown
    tell(.committed(CommitAdvance(index: index, entryTerm: term)), &events)
  }

  private mutating func tellApplied(_ after: SpecServer, _ events: inout [TraceEvent]) {
    guard let last = after.lastApplied.value, let log = after.log, var index = view.lastApplied.value,
      index < last
    else { return }
    while index < last {
      index = index.next
      guard let entry = log[index] else { continue }
      view.lastApplied = .known(index)
      tell(.applied(entry), &events)
    }
    view.lastApplied = after.lastApplied
  }

  /// What no other event has told.
  private mutating func tellRest(_ after: SpecServer, _ events: inout [TraceEvent]) {
    let shown = view.observation
    view = after
    if view.observation != shown { tell(.observed, &events) }
  }
}

extension SpecServer {
  /// Whether a server in a term has campaigned in it.
  fileprivate func campaigns(as id: ServerID) -> Bool {
    role == .known(.candidate) || role == .known(.leader)
  }
}
