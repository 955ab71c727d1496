import RaftTraceTestSupport
import TraceFormat

/// Hides part of what a trace shows, as a logger would that writes less.
struct Hiding {
  enum Extent: CaseIterable {
    /// Of what an event shows of its server's state.
    case fields
    /// Of what a decision, message, entry or commit shows of itself as well.
    case details
    /// Whole events but starts.
    case events
    /// All events of some kinds, and details of the others.
    case kinds
    case everything
  }

  let extent: Extent
  /// How often something is hidden, from 0 to 1.
  let rate: Double
  /// Whether the trace may go on to claim that no event is missing.
  let keepsCompleteness: Bool
  private var random: SeededRandom
  /// Whether all events of a kind are hidden, by its name.
  private var hiddenKinds: [String: Bool] = [:]

  init(_ extent: Extent, seed: UInt64, keepsCompleteness: Bool = false) {
    self.extent = extent
    self.keepsCompleteness = keepsCompleteness
    random = SeededRandom(seed: seed)
    rate = random.element(of: [0.05, 0.2, 0.5, 0.8])
  }

  mutating func apply(to trace: TestTrace) -> TestTrace {
    var result = trace
    result.lines = []
    hiddenKinds = [:]
    for line in trace.lines {
      if extent == .kinds, hidesKind(of: line.event.kind) { continue }
      if hidesEvents, line.event.kind != .start, isHidden() { continue }
      result.lines.append(apply(to: line))
    }
    return result
  }

  private var hidesEvents: Bool { extent == .events || extent == .everything }

  private mutating func apply(to line: TestTrace.Line) -> TestTrace.Line {
    var line = line
    if !keepsCompleteness { line.dialect.isComplete = false }
    if extent != .events { hide(in: &line.event.observation) }
    if extent == .details || extent == .kinds || extent == .everything { hide(in: &line.event.kind) }
    return line
  }

  /// A start is never hidden, and a state always may be shown.
  private mutating func hidesKind(of kind: EventKind) -> Bool {
    if kind == .start || kind == .observed { return false }
    let name = Self.name(of: kind)
    if let isHidden = hiddenKinds[name] { return isHidden }
    let isHidden = isHidden()
    hiddenKinds[name] = isHidden
    return isHidden
  }

  /// Each type of message is a kind of its own, and what changes a log is one kind.
  private static func name(of kind: EventKind) -> String {
    switch kind {
    case .entriesAppended, .logTruncated, .snapshotInstalled: return "log"
    case .messageReceived(let message) where message.body.changesLog: return "log"
    case .messageSent(let message), .messageReceived(let message), .messageDropped(let message),
      .messageDuplicated(let message):
      return "\(kind.name) \(message.body.type)"
    default: return "\(kind.name)"
    }
  }

  private mutating func isHidden() -> Bool { Double.random(in: 0..<1, using: &random) < rate }

  private mutating func hide<Value>(_ value: inout Observed<Value>) {
    if isHidden() { value = .unknown }
  }

  private mutating func hide(in observation: inout Observation) {
    hide(&observation.currentTerm)
    hide(&observation.votedFor)
    hide(&observation.role)
    hide(&observation.leader)
    hide(&observation.lastLogIndex)
    hide(&observation.lastLogTerm)
    hide(&observation.commitIndex)
    hide(&observation.lastApplied)
    hide(&observation.durableIndex)
    hide(&observation.snapshotIndex)
    hide(&observation.stateHash)
    hide(&observation.configuration)
  }
}

extension Hiding {
  private mutating func hide(in kind: inout EventKind) {
    switch kind {
    case .voteDecided(var vote):
      hide(&vote.term)
      hide(&vote.lastLogIndex)
      hide(&vote.lastLogTerm)
      kind = .voteDecided(vote)
    case .messageSent(let message): kind = .messageSent(hidden(message))
    case .messageReceived(let message): kind = .messageReceived(hidden(message))
    case .messageDropped(let message): kind = .messageDropped(hidden(message))
    case .messageDuplicated(let message): kind = .messageDuplicated(hidden(message))
    case .entriesAppended(let batch): kind = .entriesAppended(hidden(batch))
    case .persisted(var persistence):
      hide(&persistence.lastLogIndex)
      kind = .persisted(persistence)
    case .committed(var commit):
      hide(&commit.entryTerm)
      kind = .committed(commit)
    case .applied(let entry): kind = .applied(hidden(entry))
    case .snapshotTaken(let snapshot): kind = .snapshotTaken(hidden(snapshot))
    case .snapshotInstalled(let snapshot): kind = .snapshotInstalled(hidden(snapshot))
    case .configurationProposed(var change):
      hide(&change.index)
      kind = .configurationProposed(change)
    case .configurationInUse(var change):
      hide(&change.index)
      kind = .configurationInUse(change)
    case .start, .stop, .crash, .serverNamed, .roleChanged, .campaignStarted, .leaderObserved, .logTruncated,
      .clientCalled, .clientReturned, .leaseHeld, .observed:
      break
    }
  }

  private mutating func hidden(_ message: Message) -> Message {
    var message = message
    hide(&message.destination)
    hide(&message.term)
    message.body = hidden(message.body)
    return message
  }

  private mutating func hidden(_ body: MessageBody) -> MessageBody {
    switch body {
    case .requestVoteRequest(var request):
      hide(&request.lastLogIndex)
      hide(&request.lastLogTerm)
      hide(&request.isLeadershipTransfer)
      return .requestVoteRequest(request)
    case .requestVoteResponse(var response):
      hide(&response.voteGranted)
      return .requestVoteResponse(response)
    case .appendEntriesRequest(var request):
      hide(&request.prevLogIndex)
      hide(&request.prevLogTerm)
      hide(&request.leaderCommit)
      request.entries = hidden(request.entries)
      return .appendEntriesRequest(request)
    case .appendEntriesResponse(var response):
      hide(&response.success)
      hide(&response.matchIndex)
      hide(&response.conflictIndex)
      hide(&response.conflictTerm)
      return .appendEntriesResponse(response)
    case .installSnapshotRequest(var request):
      request.snapshot = hidden(request.snapshot)
      hide(&request.isDone)
      return .installSnapshotRequest(request)
    case .installSnapshotResponse(var response):
      hide(&response.success)
      hide(&response.matchIndex)
      return .installSnapshotResponse(response)
    case .preVoteRequest, .preVoteResponse, .timeoutNow, .readIndexRequest, .readIndexResponse:
      return body
    }
  }

  private mutating func hidden(_ batch: EntryBatch) -> EntryBatch {
    var batch = batch
    for i in batch.entries.indices { batch.entries[i] = hidden(batch.entries[i]) }
    if isHidden() { batch.entries = [] }
    hide(&batch.count)
    return batch
  }

  private mutating func hidden(_ entry: LogEntry) -> LogEntry {
    var entry = entry
    hide(&entry.term)
    hide(&entry.payload)
    return entry
  }

  private mutating func hidden(_ snapshot: Snapshot) -> Snapshot {
    var snapshot = snapshot
    hide(&snapshot.lastIncludedTerm)
    hide(&snapshot.configuration)
    hide(&snapshot.content)
    return snapshot
  }
}

extension MessageBody {
  fileprivate var changesLog: Bool { type == .appendEntriesRequest || type == .installSnapshotRequest }
}
