import RaftTraceTestSupport
import TraceFormat

/// What of a trace a source shows: some kinds of events and some fields, each either always or never.
struct TraceMask {
  private var events: Set<EventName>
  private var fields: Set<Field>

  /// The groups of fields that a real log prints or does not.
  enum Field: CaseIterable {
    case term, vote, role, leader, lastIndex, lastTerm, commit, applied, durable, snapshot, hash,
      configuration
    case detailTerms, payloads, messageTerms, messageEntries, messageIndices, responseIndices, commitTerm
  }

  init(_ random: inout SeededRandom) {
    let share = Int.random(in: 2...6, using: &random)
    fields = Set(Field.allCases.filter { _ in !random.isOnce(in: share) })
    events = Set(EventName.allCases.filter { _ in !random.isOnce(in: share) })
    events.insert(.start)
    // What changes a log is one kind of event.
    if random.isOnce(in: share) { events.subtract(Self.ofLogs) } else { events.formUnion(Self.ofLogs) }
  }

  private static let ofLogs: Set<EventName> = [
    .messageReceived, .entriesAppended, .logTruncated, .snapshotInstalled,
  ]

  /// Whether every message has its lines.
  var showsMessages: Bool { events.contains(.messageSent) && events.contains(.messageReceived) }

  func shown(_ event: TraceEvent) -> TraceEvent? {
    guard events.contains(event.kind.name) else { return nil }
    var event = event
    event.observation = shown(event.observation)
    event.kind = shown(event.kind)
    return event
  }

  private func shown(_ full: Observation) -> Observation {
    var observation = full
    if !fields.contains(.term) { observation.currentTerm = .unknown }
    if !fields.contains(.vote) { observation.votedFor = .unknown }
    if !fields.contains(.role) { observation.role = .unknown }
    if !fields.contains(.leader) { observation.leader = .unknown }
    if !fields.contains(.lastIndex) { observation.lastLogIndex = .unknown }
    if !fields.contains(.lastTerm) { observation.lastLogTerm = .unknown }
    if !fields.contains(.commit) { observation.commitIndex = .unknown }
    if !fields.contains(.applied) { observation.lastApplied = .unknown }
    if !fields.contains(.durable) { observation.durableIndex = .unknown }
    if !fields.contains(.snapshot) { observation.snapshotIndex = .unknown }
    if !fields.contains(.hash) { observation.stateHash = .unknown }
    if !fields.contains(.configuration) { observation.configuration = .unknown }
    return observation
  }

  private func shown(_ kind: EventKind) -> EventKind {
    switch kind {
    case .voteDecided(var vote):
      if !fields.contains(.detailTerms) { vote.term = .unknown }
      if !fields.contains(.messageIndices) { (vote.lastLogIndex, vote.lastLogTerm) = (.unknown, .unknown) }
      return .voteDecided(vote)
    case .committed(var commit):
      if !fields.contains(.commitTerm) { commit.entryTerm = .unknown }
      return .committed(commit)
    case .applied(let entry): return .applied(shown(entry))
    case .entriesAppended(let batch): return .entriesAppended(shown(batch))
    case .snapshotTaken(let snapshot): return .snapshotTaken(shown(snapshot))
    case .snapshotInstalled(let snapshot): return .snapshotInstalled(shown(snapshot))
    case .configurationProposed(var change):
      if !fields.contains(.messageIndices) { change.index = .unknown }
      return .configurationProposed(change)
    case .configurationInUse(var change):
      if !fields.contains(.messageIndices) { change.index = .unknown }
      return .configurationInUse(change)
    case .messageSent(let message): return .messageSent(shown(message))
    case .messageReceived(let message): return .messageReceived(shown(message))
    case .messageDropped(let message): return .messageDropped(shown(message))
    case .messageDuplicated(let message): return .messageDuplicated(shown(message))
    case .start, .stop, .crash, .serverNamed, .roleChanged, .campaignStarted, .leaderObserved, .logTruncated,
      .persisted, .clientCalled, .clientReturned, .leaseHeld, .observed:
      return kind
    }
  }

  private func shown(_ full: LogEntry) -> LogEntry {
    var entry = full
    if !fields.contains(.detailTerms) { entry.term = .unknown }
    if !fields.contains(.payloads) { entry.payload = .unknown }
    return entry
  }

  private func shown(_ full: EntryBatch) -> EntryBatch {
    if !fields.contains(.messageEntries) { return EntryBatch(count: full.count, entries: []) }
    return EntryBatch(count: full.count, entries: full.entries.map(shown))
  }

  private func shown(_ full: Snapshot) -> Snapshot {
    var snapshot = full
    if !fields.contains(.detailTerms) { snapshot.lastIncludedTerm = .unknown }
    if !fields.contains(.configuration) { snapshot.configuration = .unknown }
    if !fields.contains(.payloads) { snapshot.content = .unknown }
    return snapshot
  }

  private func shown(_ full: Message) -> Message {
    var message = full
    if !fields.contains(.messageTerms) { message.term = .unknown }
    switch full.body {
    case .requestVoteRequest(var request):
      if !fields.contains(.messageIndices) {
        (request.lastLogIndex, request.lastLogTerm) = (.unknown, .unknown)
      }
      message.body = .requestVoteRequest(request)
    case .appendEntriesRequest(var request):
      if !fields.contains(.messageIndices) {
        (request.prevLogIndex, request.prevLogTerm) = (.unknown, .unknown)
      }
      if !fields.contains(.commit) { request.leaderCommit = .unknown }
      request.entries = shown(request.entries)
      message.body = .appendEntriesRequest(request)
    case .appendEntriesResponse(var response):
      if !fields.contains(.responseIndices) {
        (response.matchIndex, response.conflictIndex) = (.unknown, .unknown)
      }
      message.body = .appendEntriesResponse(response)
    case .installSnapshotRequest(let request):
      message.body = .installSnapshotRequest(
        InstallSnapshotRequest(snapshot: shown(request.snapshot), isDone: request.isDone))
    case .installSnapshotResponse(var response):
      if !fields.contains(.responseIndices) { response.matchIndex = .unknown }
      message.body = .installSnapshotResponse(response)
    case .requestVoteResponse, .preVoteRequest, .preVoteResponse, .timeoutNow, .readIndexRequest,
      .readIndexResponse:
      break
    }
    return message
  }
}

extension SimulatedRun {
  /// What the mask lets through.
  func showing(_ mask: TraceMask) -> SimulatedRun {
    var result = self
    result.events = events.compactMap(mask.shown)
    return result
  }

  /// Leaves out lines, but no start, so that the trace is complete no longer.
  mutating func dropLines(_ random: inout SeededRandom) {
    dialect.isComplete = false
    let share = Int.random(in: 2...20, using: &random)
    events = events.filter { $0.kind == .start || !random.isOnce(in: share) }
    if random.isOnce(in: 2) { dialect.durability = .onEvidence }
  }
}
