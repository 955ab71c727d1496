import RaftModel
import TraceFormat

/// The replay of a trace against Raft's rules: follows every server line by line, as far as its lines show it.
///
/// A step of Raft changes one server, by what the server knows and what it is told. So each server is followed by itself,
/// with what is known of it; what is unknown may be anything. A line that no step can explain, whatever the unknown is, is
/// refuted. The order of different servers' lines is used only where the source says that it keeps cause before effect.
struct Replay {
  let symbols: TraceSymbols
  var servers: [ReplayedServer] = []
  var leaders = LeaderLogs()
  var configurations = ConfigurationEntries()
  var sent = SentMessages()
  /// By input.
  private var kinds: [Int: ShownKinds] = [:]
  var findings = ReplayFindings()

  private var slots: [SlotKey: Int] = [:]
  private var lastSlot: (key: SlotKey, slot: Int)?
  private var incompleteEvents = 0

  /// The lines of a server in several files are not ordered, so each file's are followed by themselves.
  private struct SlotKey: Hashable {
    var input: Int
    var group: GroupID
    var server: ServerID
    var file: FileID
  }

  init(symbols: TraceSymbols) { self.symbols = symbols }

  /// Takes in the next event of a server.
  ///
  /// An event of a source that may leave out lines says nothing: anything may have happened before it.
  mutating func consider(_ event: TraceEvent, dialect: SourceDialect, input: Int) {
    guard dialect.isComplete else {
      incompleteEvents += 1
      return
    }
    findings.begin(event)
    let slot = slot(of: event, input)
    kinds[input, default: ShownKinds()].note(event.kind)
    let line = ReplayLine(
      event: event, dialect: dialect, kinds: kinds[input] ?? ShownKinds(), slot: slot,
      isContinued: servers[slot].position == event.position, termBefore: servers[slot].term,
      roleBefore: servers[slot].role, configurationBefore: servers[slot].configuration)
    switch event.kind {
    case .start: restart(line)
    case .stop, .crash, .serverNamed, .clientCalled, .clientReturned, .leaseHeld, .messageDropped,
      .messageDuplicated:
      settle(line)
    case .messageReceived(let message):
      if event.observation.moment == .before { settle(line) }
      receive(message, line)
      if event.observation.moment == .after { settle(line) }
    case .roleChanged, .campaignStarted, .voteDecided, .leaderObserved, .messageSent, .entriesAppended,
      .logTruncated, .persisted, .committed, .applied, .snapshotTaken, .snapshotInstalled,
      .configurationProposed, .configurationInUse, .observed:
      if event.observation.moment == .before {
        if !precedesAdoption(line) { settle(line) }
        carryOut(line)
      } else {
        settleTermAndRole(line)
        carryOut(line)
        settleRest(line)
      }
      if case .messageSent(let message) = event.kind { send(message, line) }
    }
    end(line)
  }

  /// Loses sight of every server of an input: a line that could not be read may have been anything.
  mutating func noteGap(dialect: SourceDialect, input: Int) {
    for s in servers.indices where servers[s].input == input {
      servers[s] = ReplayedServer(group: servers[s].group, server: servers[s].server, input: input)
      servers[s].loseTerm()
      servers[s].isToldVaguely = true
    }
  }

  /// Ends the replay.
  mutating func finish() -> ConformanceResult? {
    findings.result(incompleteEvents: incompleteEvents)
  }

  private mutating func slot(of event: TraceEvent, _ input: Int) -> Int {
    let key = SlotKey(input: input, group: event.group, server: event.server, file: event.position.file)
    if let lastSlot, lastSlot.key == key { return lastSlot.slot }
    let slot = slots[key] ?? servers.count
    if slot == servers.count {
      slots[key] = slot
      servers.append(ReplayedServer(group: event.group, server: event.server, input: input))
      servers[slot].loseTerm()
      servers[slot].isToldVaguely = true
      if event.kind == .start { servers[slot].seenSince = event.observation.currentTerm.value }
    }
    lastSlot = (key, slot)
    return slot
  }

  /// Whether a line shows its server as it was before it adopted the term of the message that it just got.
  private func precedesAdoption(_ line: ReplayLine) -> Bool {
    let server = servers[line.slot]
    guard server.causeIsFresh, let adopted = server.adopted else { return false }
    return line.event.observation.currentTerm.value.map { $0 == adopted.from } ?? true
  }

  /// What an event does by itself, beside what its observation shows.
  private mutating func carryOut(_ line: ReplayLine) {
    switch line.event.kind {
    case .voteDecided(let vote): decide(vote, line)
    case .entriesAppended(let batch): append(batch, line)
    case .logTruncated(let index): truncate(from: index, line)
    case .snapshotInstalled(let snapshot): install(snapshot, line)
    case .snapshotTaken(let snapshot): take(snapshot, line)
    case .configurationProposed(let change): propose(change, line)
    case .configurationInUse(let change): servers[line.slot].configuration = change.configuration
    case .applied(let entry): apply(entry, line)
    case .roleChanged(let role) where line.event.observation.moment == .before: expect(role, line)
    case .committed(let commit) where line.event.observation.moment == .before:
      settleCommit(commit.index, line)
    case .start, .stop, .crash, .serverNamed, .roleChanged, .campaignStarted, .leaderObserved, .messageSent,
      .messageReceived, .messageDropped, .messageDuplicated, .persisted, .committed,
      .clientCalled, .clientReturned, .leaseHeld, .observed:
      break
    }
  }

  /// Takes in that a line was carried out.
  private mutating func end(_ line: ReplayLine) {
    servers[line.slot].position = line.event.position
    var isReceived = false
    if case .messageReceived = line.event.kind { isReceived = true }
    servers[line.slot].causeIsFresh = isReceived
    servers[line.slot].isUpToDate = isReceived || line.event.observation.moment == .after
  }

  /// Takes in all that a line shows of its server.
  private mutating func settle(_ line: ReplayLine) {
    settleTermAndRole(line)
    settleRest(line)
  }

  private mutating func settleRest(_ line: ReplayLine) {
    settleVote(line)
    settleLog(line)
    settleConfiguration(line)
    settleCommit(line.shownCommit, line)
    settleApplied(line)
  }

}

/// An event with what its source says of itself, and the number of its server.
struct ReplayLine {
  let event: TraceEvent
  let dialect: SourceDialect
  /// What the input has shown so far, this line included.
  let kinds: ShownKinds
  let slot: Int
  /// Whether an earlier event of the server comes from the same line, so that nothing happened between the two.
  let isContinued: Bool
  /// What was known before the line.
  let termBefore: Term?
  let roleBefore: Role?
  let configurationBefore: ConfigurationID?

  /// Whether what happened tells where the log ends, or nothing can have changed it since that was told.
  var tellsEndOfLog: Bool {
    switch event.kind {
    case .entriesAppended, .logTruncated: true
    case .start, .stop, .crash, .serverNamed, .roleChanged, .campaignStarted, .voteDecided, .leaderObserved,
      .messageSent, .messageReceived, .messageDropped, .messageDuplicated, .persisted, .committed, .applied,
      .snapshotTaken, .snapshotInstalled, .configurationProposed, .configurationInUse, .clientCalled,
      .clientReturned, .leaseHeld, .observed:
      isContinued
    }
  }

  /// The role after the event, where it is shown.
  var shownRole: Role? { event.shownRole }

  /// The commit index in the state that the line shows.
  var shownCommit: LogIndex? {
    if case .committed(let commit) = event.kind, event.observation.moment == .after { return commit.index }
    return event.observation.commitIndex.value
  }

  func has(_ divergence: Divergence) -> Bool { dialect.divergences.contains(divergence) }

  /// Whether whatever a server is told has its own line before.
  var showsEveryCause: Bool { dialect.showsMessages && !has(.untracedMessages) }

  func witness(_ statement: Statement) -> Witness { event.witness(statement) }
}
