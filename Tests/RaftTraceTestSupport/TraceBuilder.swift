public import RaftTraceChecker
public import TraceFormat

/// Writes a small trace event by event; each server has a file of its own, and lines count up.
public struct TraceBuilder {
  public let symbols = TraceSymbols()
  public private(set) var events: [TraceEvent] = []
  public var dialect = SourceDialect()
  private var lines: [String: UInt32] = [:]

  public init(_ change: (inout SourceDialect) -> Void = { _ in }) { change(&dialect) }

  /// Adds an event of a server, with what it shows of the server's state.
  public mutating func add(
    _ server: String, _ kind: EventKind, group: String = "default",
    _ show: (inout Observation) -> Void = { _ in }
  ) {
    lines[server, default: 0] += 1
    var observation = Observation()
    show(&observation)
    events.append(
      TraceEvent(
        group: symbols.group(group), server: symbols.server(server),
        position: SourcePosition(file: symbols.file("\(server).log"), line: lines[server] ?? 0), kind: kind,
        observation: observation))
  }

  public func id(_ server: String) -> ServerID { symbols.server(server) }

  public mutating func start(
    _ server: String, term: UInt64? = nil, last: UInt64? = nil, commit: UInt64? = nil
  ) {
    add(server, .start) {
      $0.currentTerm = Observed(term.map { Term($0) })
      $0.lastLogIndex = Observed(last.map { LogIndex($0) })
      $0.commitIndex = Observed(commit.map { LogIndex($0) })
    }
  }

  public mutating func role(_ server: String, _ role: Role, term: UInt64, group: String = "default") {
    add(server, .roleChanged(role), group: group) { $0.currentTerm = .known(Term(term)) }
  }

  public mutating func term(_ server: String, _ term: UInt64) {
    add(server, .observed) { $0.currentTerm = .known(Term(term)) }
  }

  public mutating func grant(_ voter: String, to candidate: String, term: UInt64) {
    add(
      voter, .voteDecided(VoteDecision(candidate: id(candidate), term: .known(Term(term)), isGranted: true)))
  }

  public mutating func send(
    _ source: String, to destination: String, term: UInt64, _ body: MessageBody,
    _ show: (inout Observation) -> Void = { _ in }
  ) {
    add(source, .messageSent(message(source, destination, term, body)), show)
  }

  public mutating func receive(
    _ destination: String, from source: String, term: UInt64, _ body: MessageBody,
    _ show: (inout Observation) -> Void = { _ in }
  ) {
    add(destination, .messageReceived(message(source, destination, term, body)), show)
  }

  public mutating func commit(
    _ server: String, _ index: UInt64, entryTerm: UInt64? = nil, term: UInt64? = nil
  ) {
    add(
      server,
      .committed(CommitAdvance(index: LogIndex(index), entryTerm: Observed(entryTerm.map { Term($0) })))
    ) { $0.currentTerm = Observed(term.map { Term($0) }) }
  }

  public mutating func apply(_ server: String, _ index: UInt64, term: UInt64? = nil, payload: UInt64? = nil) {
    add(server, .applied(entry(index, term: term, payload: payload)))
  }

  public mutating func truncate(_ server: String, from index: UInt64, term: UInt64? = nil) {
    add(server, .logTruncated(from: LogIndex(index))) { $0.currentTerm = Observed(term.map { Term($0) }) }
  }

  public mutating func append(_ server: String, _ entries: [LogEntry], term: UInt64? = nil) {
    add(server, .entriesAppended(EntryBatch(entries))) { $0.currentTerm = Observed(term.map { Term($0) }) }
  }

  public func entry(_ index: UInt64, term: UInt64? = nil, payload: UInt64? = nil) -> LogEntry {
    LogEntry(
      index: LogIndex(index), term: Observed(term.map { Term($0) }),
      payload: Observed(payload.map { PayloadHash($0) }))
  }

  private func message(_ source: String, _ destination: String, _ term: UInt64, _ body: MessageBody)
    -> Message
  {
    Message(source: id(source), destination: .known(id(destination)), term: .known(Term(term)), body: body)
  }

  /// The report on the events in the order in which they were added.
  public func check() -> CheckReport { Self.check(events, dialect, symbols) }

  /// The report on the same lines merged another way: each server's own order is kept.
  public func check(mergedBy generator: inout SeededRandom) -> CheckReport {
    Self.check(merged(by: &generator), dialect, symbols)
  }

  /// The same lines merged another way: each server's own order is kept.
  public func merged(by generator: inout SeededRandom) -> [TraceEvent] {
    var queues: [ServerID: [TraceEvent]] = [:]
    for event in events.reversed() { queues[event.server, default: []].append(event) }
    var result: [TraceEvent] = []
    while result.count < events.count {
      guard
        let server = queues.keys.sorted().filter({ queues[$0]?.isEmpty == false }).randomElement(
          using: &generator),
        let event = queues[server]?.popLast()
      else { break }
      result.append(event)
    }
    return result
  }

  public static func check(
    _ events: [TraceEvent], _ dialect: SourceDialect, _ symbols: TraceSymbols
  ) -> CheckReport {
    var checker = TraceChecker(symbols: symbols)
    for event in events { checker.consider(event, dialect: dialect) }
    return checker.finish()
  }
}

extension CheckReport {
  /// How a property ended.
  public func status(_ name: PropertyName) -> PropertyStatus? { properties.first { $0.name == name }?.status }

  /// The names of the violated properties.
  public var violated: Set<PropertyName> { Set(properties.filter { $0.status == .violated }.map(\.name)) }
}
