public import TraceFormat

/// Checks a trace: takes events one by one and ends with a report.
///
/// Events of one server must come in the order of its lines; events of different servers may come in any order. Memory grows
/// with servers, groups and terms, not with the length of the trace.
public struct TraceChecker {
  private let symbols: TraceSymbols
  /// nil where the layer is not asked for, as below.
  private var properties: PropertySet?
  private var replay: Replay?
  private var slots: [SlotKey: Int] = [:]
  private var lastSlot: (key: SlotKey, slot: Int)?
  private var lives = SlotArray<ServerLife>(ServerLife())
  private var servers: Set<ServerID> = []
  private var groups: Set<GroupID> = []
  private var events = 0

  /// Lines of one server in two files are not ordered, so each file's are a history of their own.
  private struct SlotKey: Hashable {
    var input: Int
    var group: GroupID
    var server: ServerID
    var file: FileID
  }

  /// Begins a check, by these layers, of events whose numbers these symbols resolve.
  public init(symbols: TraceSymbols, layers: Set<CheckLayer> = Set(CheckLayer.allCases)) {
    self.symbols = symbols
    properties = layers.contains(.facts) ? PropertySet() : nil
    replay = layers.contains(.conformance) ? Replay(symbols: symbols) : nil
  }

  /// What every property says of itself, in the order of `PropertyName`.
  public static var descriptions: [PropertyDescription] { PropertySet.descriptions }

  /// What a property says of itself.
  public static func description(of name: PropertyName) -> PropertyDescription {
    PropertySet.description(of: name)
  }

  /// Takes in the next event of a source that departs from the plainest reading by `dialect`.
  ///
  /// - Parameter input: tells the inputs of one trace apart, as in `TraceInput.Batch.file`.
  public mutating func consider(_ event: TraceEvent, dialect: SourceDialect, input: Int = 0) {
    events += 1
    if takeClients(event, dialect) { return }
    take(event, dialect, input)
    replay?.consider(event, dialect: dialect, input: input)
  }

  /// Takes in what clients tell; they are no servers, and nothing of a server follows from it.
  private mutating func takeClients(_ event: TraceEvent, _ dialect: SourceDialect) -> Bool {
    switch event.kind {
    case .clientCalled, .clientReturned:
      guard symbols.areClients(event.server) else { return false }
      let context = EventContext(
        slot: 0, life: ServerLife(), dialect: dialect, group: Int(event.group.rawValue), symbols: symbols)
      properties?.considerClients(event, context)
      return true
    default: return false
    }
  }

  private mutating func take(_ event: TraceEvent, _ dialect: SourceDialect, _ input: Int) {
    let slot = slot(of: event, input)
    let context = EventContext(
      slot: slot, life: lives[slot], dialect: dialect, group: Int(event.group.rawValue), symbols: symbols)
    properties?.consider(event, context)
    lives[slot].advance(past: event)
  }

  /// Takes in that a line of an input could not be read: whatever its servers were doing, they may have restarted there.
  ///
  /// What was proven before stays proven; what would have to be the same life is no longer compared.
  public mutating func noteGap(dialect: SourceDialect, input: Int = 0) {
    let keys = slots.keys.filter { $0.input == input }
    for key in keys.sorted(by: { ($0.group, $0.server, $0.file) < ($1.group, $1.server, $1.file) }) {
      let unseenStart = TraceEvent(
        group: key.group, server: key.server, position: SourcePosition(file: key.file, line: 0), kind: .start)
      take(unseenStart, dialect, input)
    }
    replay?.noteGap(dialect: dialect, input: input)
  }

  /// Ends the check and draws the conclusions.
  public mutating func finish() -> CheckReport {
    let findings = properties?.finish(symbols) ?? []
    let results = findings.map { PropertyResult($0, $1) }
    let conformance = replay?.finish()
    var report = CheckReport(
      verdict: Verdict(results, conformance), events: events, servers: ordered(servers),
      groups: groups.count, properties: results, violations: findings.flatMap { $1.violations },
      conformance: conformance)
    report.serversInSeveralFiles = ordered(serversInSeveralFiles)
    return report
  }

  private var serversInSeveralFiles: Set<ServerID> {
    var files: [ServerID: Set<FileID>] = [:]
    for key in slots.keys { files[key.server, default: []].insert(key.file) }
    return Set(files.filter { $0.value.count > 1 }.keys)
  }

  private func ordered(_ servers: Set<ServerID>) -> [ServerID] {
    servers.sorted { name(of: $0) < name(of: $1) }
  }

  /// By name, so that the order of the files does not show.
  private func name(of server: ServerID) -> (String, String) {
    (symbols.displayName(server), symbols[server])
  }

  private mutating func slot(of event: TraceEvent, _ input: Int) -> Int {
    let key = SlotKey(
      input: input, group: event.group, server: event.server, file: event.position.file)
    if let lastSlot, lastSlot.key == key { return lastSlot.slot }
    let slot = slots[key] ?? slots.count
    slots[key] = slot
    lastSlot = (key, slot)
    servers.insert(event.server)
    groups.insert(event.group)
    return slot
  }
}

extension PropertyResult {
  fileprivate init(_ description: PropertyDescription, _ findings: Findings) {
    let status: PropertyStatus =
      findings.violationCount > 0 ? .violated : findings.facts > 0 ? .held : .notObservable
    self.init(
      name: description.name, status: status, facts: findings.facts, violationCount: findings.violationCount,
      missing: status != .notObservable
        ? [] : findings.lacking.isEmpty ? description.needs : findings.lacking)
  }
}
