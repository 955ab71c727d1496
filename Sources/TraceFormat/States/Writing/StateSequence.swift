/// The states of a trace one after the other: the initial one, and one behind each event.
struct StateSequence {
  let variables: [StateVariable]
  /// The name of the event that led to the latest state.
  private(set) var action = "Init"
  private(set) var server: ServerID?
  private(set) var number = 1

  private let symbols: TraceSymbols
  private let names: [ServerID]
  private let entriesHaveValues: Bool
  private var servers: [ServerID: RebuiltServer]
  private var bag = MessageBag()
  private var started: Set<ServerID> = []

  init(symbols: TraceSymbols, survey: StateSurvey, dialect: SourceDialect) {
    self.symbols = symbols
    names = survey.serversByName
    servers = survey.initial
    entriesHaveValues = survey.entriesHaveValues
    variables = survey.variables(dialect: dialect)
  }

  /// Takes in an event that is one step with the next.
  mutating func absorb(_ event: TraceEvent) {
    servers[event.server]?.follow(event)
    if variables.contains(.messages) { bag.follow(event.kind) }
  }

  mutating func follow(_ event: TraceEvent) {
    servers[event.server]?.follow(event)
    if variables.contains(.messages) { bag.follow(event.kind) }
    let isFirstStart = event.kind == .start && started.insert(event.server).inserted
    action = event.kind == .start ? (isFirstStart ? "Start" : "Restart") : event.kind.actionInTLA
    server = event.server
    number += 1
  }

  /// The value of a variable in the latest state.
  func value(of variable: StateVariable) -> SpecValue {
    switch variable {
    case .action: return .text(action)
    case .stepsMayBeMissing: return .boolean(true)
    case .messages: return bag.value(entriesHaveValues: entriesHaveValues, symbols: symbols)
    case .currentTerm, .state, .votedFor, .log, .commitIndex:
      return .function(
        names.compactMap { name in
          let value = servers[name]?.value(
            of: variable, entriesHaveValues: entriesHaveValues, symbols: symbols)
          return value.map { SpecValue.Pair(.text(symbols.legibleName(name)), $0) }
        })
    }
  }
}

/// The messages in flight, counted, in the order in which they were sent.
private struct MessageBag {
  private var counts: [Message: Int] = [:]
  private var order: [Message] = []

  mutating func follow(_ kind: EventKind) {
    switch kind {
    case .messageSent(let message), .messageDuplicated(let message): add(message)
    case .messageReceived(let message), .messageDropped(let message): remove(message)
    default: break
    }
  }

  func value(entriesHaveValues: Bool, symbols: TraceSymbols) -> SpecValue {
    .function(
      order.compactMap { message in
        message.valueInTLA(entriesHaveValues: entriesHaveValues, symbols: symbols).map {
          SpecValue.Pair($0, .integer(Int64(counts[message] ?? 0)))
        }
      })
  }

  private mutating func add(_ message: Message) {
    if counts[message] == nil { order.append(message) }
    counts[message, default: 0] += 1
  }

  private mutating func remove(_ message: Message) {
    guard let count = counts[message] else { return }
    counts[message] = count > 1 ? count - 1 : nil
    if count == 1, let place = order.firstIndex(of: message) { order.remove(at: place) }
  }
}

extension EventKind {
  /// The name of the action of raft.tla that the event belongs to, or the event's own.
  fileprivate var actionInTLA: String {
    switch self {
    case .campaignStarted: "Timeout"
    case .roleChanged(let role): role == .leader ? "BecomeLeader" : "ChangeRole"
    case .committed: "AdvanceCommitIndex"
    case .messageReceived: "Receive"
    case .messageSent: "Send"
    case .messageDropped: "DropMessage"
    case .messageDuplicated: "DuplicateMessage"
    case .start: "Restart"
    case .crash: "Fail"
    case .stop, .serverNamed, .voteDecided, .leaderObserved, .entriesAppended, .logTruncated, .persisted,
      .applied, .snapshotTaken, .snapshotInstalled, .configurationProposed, .configurationInUse,
      .clientCalled, .clientReturned, .leaseHeld, .observed:
      name.rawValue.prefix(1).uppercased() + name.rawValue.dropFirst()
    }
  }
}
