import RaftModel
import TraceFormat

/// What a trace shows at all, seen before it is read line by line.
struct TraceSurvey {
  private(set) var servers: Set<ServerID> = []
  private(set) var groups: Set<GroupID> = []
  private(set) var events: Set<EventName> = []
  private(set) var received: Set<MessageType> = []
  private(set) var sent: Set<MessageType> = []
  /// Whether entries are seen to be applied in another step than they are committed in.
  private(set) var appliesSeparately = false
  private(set) var isComplete: Bool
  private var showsMessages: Bool
  /// Whether a server that wins an election appends an entry at once, every time.
  private(set) var appendsUponWinning = false
  private(set) var numberTooLarge: (number: UInt64, line: Int)?
  private(set) var configurations: Set<ConfigurationID> = []
  /// Whether a refusal of entries tells where to go on.
  private(set) var refusalsHint = false

  private var covered: [ServerID: ClosedRange<UInt64>] = [:]
  private var committed: [ServerID: LogIndex] = [:]
  private var winners: [ServerID: Term?] = [:]
  private var wins = 0
  private var winsWithEntry = 0

  init(_ trace: RecordedTrace, symbols: TraceSymbols) {
    isComplete = !trace.dialects.isEmpty && trace.dialects.allSatisfy(\.isComplete)
    showsMessages = !trace.dialects.isEmpty && trace.dialects.allSatisfy(\.showsMessages)
    for (place, line) in trace.lines.enumerated() { consider(line.event, at: place) }
    for configuration in configurations {
      let members = symbols[configuration]
      servers.formUnion(members.voters + members.outgoingVoters + members.learners)
    }
    appendsUponWinning = wins > 0 && wins == winsWithEntry
  }

  /// Whether messages of a type arrive without a line.
  func hides(_ type: MessageType) -> Bool { !showsMessages && !received.contains(type) }

  private mutating func consider(_ event: TraceEvent, at place: Int) {
    servers.insert(event.server)
    groups.insert(event.group)
    events.insert(event.kind.name)
    if let id = event.observation.configuration.value { configurations.insert(id) }
    if case .known(let vote?) = event.observation.votedFor { servers.insert(vote) }
    let numbers = NumbersOfLine(event)
    if let largest = numbers.largest, largest > NumbersOfLine.maximum, numberTooLarge == nil {
      numberTooLarge = (largest, place)
    }
    considerKind(event)
    considerApplying(event)
    considerWinning(event)
  }

  private mutating func considerKind(_ event: TraceEvent) {
    switch event.kind {
    case .messageSent(let message):
      sent.insert(message.body.type)
      consider(message)
    case .messageReceived(let message):
      received.insert(message.body.type)
      consider(message)
    case .messageDropped(let message), .messageDuplicated(let message): consider(message)
    case .voteDecided(let vote): servers.insert(vote.candidate)
    case .leaderObserved(let leader): servers.insert(leader)
    case .configurationProposed(let change), .configurationInUse(let change):
      configurations.insert(change.configuration)
    case .snapshotTaken(let snapshot), .snapshotInstalled(let snapshot): consider(snapshot)
    case .start, .stop, .crash, .serverNamed, .roleChanged, .campaignStarted, .entriesAppended, .logTruncated,
      .persisted, .committed, .applied, .clientCalled, .clientReturned, .leaseHeld, .observed:
      break
    }
  }

  private mutating func consider(_ message: Message) {
    servers.insert(message.source)
    if let destination = message.destination.value { servers.insert(destination) }
    if case .installSnapshotRequest(let request) = message.body { consider(request.snapshot) }
    if case .appendEntriesResponse(let response) = message.body, response.success == .known(false),
      response.conflictIndex.isKnown
    {
      refusalsHint = true
    }
  }

  private mutating func consider(_ snapshot: Snapshot) {
    if let id = snapshot.configuration.value { configurations.insert(id) }
  }

  /// An entry that is applied though neither it nor its commitment came in the same step is applied in a step of its own.
  private mutating func considerApplying(_ event: TraceEvent) {
    let server = event.server
    switch event.kind {
    case .committed(let advance): committed[server] = advance.index
    case .entriesAppended(let batch):
      if let first = batch.entries.first?.index.rawValue {
        covered[server] = first...max(first, batch.entries.last?.index.rawValue ?? first)
      }
    case .applied(let entry):
      let isCovered = covered[server]?.contains(entry.index.rawValue) ?? false
      if !isCovered, entry.index > committed[server] ?? .zero { appliesSeparately = true }
    case .messageReceived, .campaignStarted, .start, .snapshotTaken, .clientCalled, .configurationProposed:
      noteWaiting(event.observation)
      committed[server] = nil
      covered[server] = nil
    case .messageSent(let message):
      guard message.body.isOfLeader else { return }
      noteWaiting(event.observation)
      committed[server] = nil
      covered[server] = nil
    case .stop, .crash, .serverNamed, .roleChanged, .voteDecided, .leaderObserved, .messageDropped,
      .messageDuplicated, .logTruncated, .persisted, .snapshotInstalled, .configurationInUse, .clientReturned,
      .leaseHeld, .observed:
      break
    }
  }

  /// A server that begins something else while it holds a committed entry that it has not applied.
  private mutating func noteWaiting(_ shown: Observation) {
    guard let commit = shown.commitIndex.value, let applied = shown.lastApplied.value,
      let last = shown.lastLogIndex.value
    else { return }
    if applied < min(commit, last) { waits = true }
  }

  /// Whether a server was seen to leave committed entries unapplied.
  private(set) var waits = false

  private mutating func considerWinning(_ event: TraceEvent) {
    switch event.kind {
    case .roleChanged(.leader):
      wins += 1
      winners[event.server] = .some(event.observation.currentTerm.value)
    case .entriesAppended(let batch):
      guard let term = winners.removeValue(forKey: event.server), batch.count == .known(1) else { return }
      let entryTerm = batch.entries.first?.term.value
      if term == nil || entryTerm == nil || term == entryTerm { winsWithEntry += 1 }
    case .observed, .leaderObserved, .persisted, .configurationInUse, .serverNamed: break
    case .start, .stop, .crash, .roleChanged, .campaignStarted, .voteDecided, .messageSent, .messageReceived,
      .messageDropped, .messageDuplicated, .logTruncated, .committed, .applied, .snapshotTaken,
      .snapshotInstalled, .configurationProposed, .clientCalled, .clientReturned, .leaseHeld:
      winners[event.server] = nil
    }
  }
}

extension MessageBody {
  /// Whether only a leader that does nothing else sends it.
  var isOfLeader: Bool {
    switch self {
    case .appendEntriesRequest, .installSnapshotRequest, .timeoutNow: true
    case .requestVoteRequest, .requestVoteResponse, .preVoteRequest, .preVoteResponse, .appendEntriesResponse,
      .installSnapshotResponse, .readIndexRequest, .readIndexResponse:
      false
    }
  }
}
