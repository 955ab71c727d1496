/// What a whole trace shows, looked at before its states are written: a state needs all servers, and each variable of all.
///
/// A variable is written where it is known of every server in every state. The state before a server's first event is what
/// that event shows to hold already: all that a start shows, what an event shows to hold before it, and otherwise what an
/// event that changes nothing shows.
public struct StateSurvey {
  private let symbols: TraceSymbols
  private var servers: [ServerID: RebuiltServer] = [:]
  private(set) var initial: [ServerID: RebuiltServer] = [:]
  private var unknown: Set<StateVariable> = [.action]
  private(set) var entriesHaveValues = true
  private var messagesAreWhole = true
  /// The groups, in the order of their numbers.
  public private(set) var groups: [GroupID] = []
  public private(set) var eventCount = 0

  public init(symbols: TraceSymbols) { self.symbols = symbols }

  public mutating func consider(_ event: TraceEvent) {
    eventCount += 1
    if !groups.contains(event.group) { groups = (groups + [event.group]).sorted() }
    if servers[event.server] == nil { initial[event.server] = Self.state(before: event) }
    var server = servers[event.server] ?? initial[event.server] ?? RebuiltServer()
    server.follow(event)
    servers[event.server] = server
    for variable in StateVariable.allCases where !server.knows(variable) { unknown.insert(variable) }
    note(event.kind)
  }

  /// The servers by name.
  var serversByName: [ServerID] { symbols.sortedByName(Array(initial.keys)) }

  /// The variables that are known throughout, in the order of raft.tla.
  ///
  /// Messages are written where each has its event and stands behind what caused it.
  func variables(dialect: SourceDialect) -> [StateVariable] {
    StateVariable.allCases.filter { variable in
      switch variable {
      case .messages: dialect.showsMessages && dialect.isOrdered && messagesAreWhole
      case .action: true
      case .stepsMayBeMissing: !dialect.isComplete || !dialect.isOrdered
      case .currentTerm, .state, .votedFor, .log, .commitIndex: isKnown(variable)
      }
    }
  }

  /// Whether what a variable holds of each server is known throughout.
  private func isKnown(_ variable: StateVariable) -> Bool {
    switch variable {
    case .currentTerm, .state, .votedFor, .log, .commitIndex:
      !unknown.contains(variable) && initial.values.allSatisfy { $0.knows(variable) }
    case .messages, .action, .stepsMayBeMissing: false
    }
  }

  /// Whether there is anything to write of the servers.
  public var knowsServers: Bool { StateVariable.allCases.contains { isKnown($0) } }

  private mutating func note(_ kind: EventKind) {
    switch kind {
    case .entriesAppended(let batch):
      if batch.entries.contains(where: { !$0.payload.isKnown }) { entriesHaveValues = false }
    case .messageSent(let message), .messageReceived(let message), .messageDropped(let message),
      .messageDuplicated(let message):
      if message.valueInTLA(entriesHaveValues: false, symbols: symbols) == nil { messagesAreWhole = false }
      if case .appendEntriesRequest(let request) = message.body,
        request.entries.entries.contains(where: { !$0.payload.isKnown })
      {
        entriesHaveValues = false
      }
    default: break
    }
  }

  private static func state(before event: TraceEvent) -> RebuiltServer {
    var shown = RebuiltServer()
    let holds = event.observation.moment == .before || event.kind.leavesServerUnchanged
    if holds {
      var event = event
      event.kind = .observed
      shown.follow(event)
    }
    return shown
  }
}

extension EventKind {
  /// Whether what the event shows held already before it.
  fileprivate var leavesServerUnchanged: Bool {
    switch self {
    case .start, .stop, .crash, .serverNamed, .messageSent, .messageDropped, .messageDuplicated, .persisted,
      .applied, .clientCalled, .clientReturned, .observed:
      true
    case .roleChanged, .campaignStarted, .voteDecided, .leaderObserved, .messageReceived, .entriesAppended,
      .logTruncated, .committed, .snapshotTaken, .snapshotInstalled, .configurationProposed,
      .configurationInUse, .leaseHeld:
      false
    }
  }
}
