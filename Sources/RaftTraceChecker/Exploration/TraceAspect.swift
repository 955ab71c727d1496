public import TraceFormat

/// Something that a real log shows or does not: the events of one kind, and the fields that go with them.
public enum TraceAspect: String, CaseIterable, Sendable {
  case terms
  case roles
  case votes
  case leaders
  case logs
  case payloads
  case commits
  case applied
  case snapshots
  case configurations
  case messages
  case clients
  case crashes
  case durability
}

extension Set<TraceAspect> {
  /// Collections of aspects under one name.
  public static let presets: [(name: String, aspects: Set)] = [
    ("all", Set(TraceAspect.allCases)),
    // What etcd prints on level info.
    ("etcd-log", [.terms, .roles, .votes, .leaders, .snapshots, .configurations]),
    // What a hook on changes of role and on the commit index gives.
    ("leaders-and-commits", [.terms, .roles, .commits]),
  ]

  /// What is left of an event where only these aspects are shown; nil where nothing is.
  ///
  /// A start is always shown, as a trace must not leave it out.
  public func shown(of event: TraceEvent) -> TraceEvent? {
    guard aspect(of: event.kind).map(contains) ?? true else { return nil }
    var event = event
    event.observation = shown(of: event.observation)
    event.kind = shown(of: event.kind)
    return event
  }

  private func aspect(of kind: EventKind) -> TraceAspect? {
    switch kind {
    case .start, .serverNamed, .observed: nil
    case .stop, .crash: .crashes
    case .roleChanged, .campaignStarted: .roles
    case .voteDecided: .votes
    case .leaderObserved: .leaders
    case .messageSent, .messageReceived, .messageDropped, .messageDuplicated: .messages
    case .entriesAppended, .logTruncated: .logs
    case .persisted: .durability
    case .committed: .commits
    case .applied: .applied
    case .snapshotTaken, .snapshotInstalled: .snapshots
    case .configurationProposed, .configurationInUse: .configurations
    case .clientCalled, .clientReturned, .leaseHeld: .clients
    }
  }

  private func shown(of whole: Observation) -> Observation {
    var observation = whole
    if !contains(.terms) { observation.currentTerm = .unknown }
    if !contains(.votes) { observation.votedFor = .unknown }
    if !contains(.roles) { observation.role = .unknown }
    if !contains(.leaders) { observation.leader = .unknown }
    if !contains(.logs) { (observation.lastLogIndex, observation.lastLogTerm) = (.unknown, .unknown) }
    if !contains(.commits) { observation.commitIndex = .unknown }
    if !contains(.applied) { observation.lastApplied = .unknown }
    if !contains(.durability) { observation.durableIndex = .unknown }
    if !contains(.snapshots) { observation.snapshotIndex = .unknown }
    if !contains(.payloads) { observation.stateHash = .unknown }
    if !contains(.configurations) { observation.configuration = .unknown }
    return observation
  }

  private func shown(of kind: EventKind) -> EventKind {
    switch kind {
    case .entriesAppended(let batch): .entriesAppended(shown(of: batch))
    case .applied(let entry): .applied(shown(of: entry))
    case .messageSent(let message): .messageSent(shown(of: message))
    case .messageReceived(let message): .messageReceived(shown(of: message))
    case .messageDropped(let message): .messageDropped(shown(of: message))
    case .messageDuplicated(let message): .messageDuplicated(shown(of: message))
    case .snapshotTaken(let snapshot): .snapshotTaken(shown(of: snapshot))
    case .snapshotInstalled(let snapshot): .snapshotInstalled(shown(of: snapshot))
    case .start, .stop, .crash, .serverNamed, .roleChanged, .campaignStarted, .voteDecided, .leaderObserved,
      .logTruncated, .persisted, .committed, .configurationProposed, .configurationInUse, .clientCalled,
      .clientReturned, .leaseHeld, .observed:
      kind
    }
  }

  private func shown(of entry: LogEntry) -> LogEntry {
    contains(.payloads) ? entry : LogEntry(index: entry.index, term: entry.term)
  }

  private func shown(of batch: EntryBatch) -> EntryBatch {
    EntryBatch(count: batch.count, entries: batch.entries.map(shown))
  }

  private func shown(of whole: Snapshot) -> Snapshot {
    var snapshot = whole
    if !contains(.payloads) { snapshot.content = .unknown }
    if !contains(.configurations) { snapshot.configuration = .unknown }
    return snapshot
  }

  private func shown(of whole: Message) -> Message {
    var message = whole
    switch whole.body {
    case .appendEntriesRequest(var request):
      request.entries = shown(of: request.entries)
      if !contains(.commits) { request.leaderCommit = .unknown }
      message.body = .appendEntriesRequest(request)
    case .installSnapshotRequest(let request):
      message.body = .installSnapshotRequest(
        InstallSnapshotRequest(snapshot: shown(of: request.snapshot), isDone: request.isDone))
    case .requestVoteRequest, .requestVoteResponse, .preVoteRequest, .preVoteResponse, .appendEntriesResponse,
      .installSnapshotResponse, .timeoutNow, .readIndexRequest, .readIndexResponse:
      break
    }
    return message
  }
}
