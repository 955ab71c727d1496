/// Says in Raft's words what happened between the states of a specification's behavior.
///
/// Each step is told by the difference of two states, never by a rule, so that the trace of a wrong Raft shows what it
/// did. The order of a server's events within a step is that of the model's own traces: what arrives, the term, the
/// vote, the role, the log, the commit index, and at last what is sent.
public struct StateInterpreter {
  /// How the specification departs from the plainest reading, as far as its states have shown.
  public private(set) var dialect: SourceDialect

  private let vocabulary: SpecVocabulary
  private let symbols: TraceSymbols
  private var behavior: Behavior?
  private var group: GroupID = TraceSymbols.defaultGroup
  private var behaviorCount = 0
  /// Whether the messages that are sent and taken show as such.
  private var tellsMessages = true

  /// What is kept of a behavior: its last state.
  private struct Behavior {
    var reading: SpecReading
    var initial: [String: SpecServer] = [:]
    var servers: [(name: String, server: SpecServer)] = []
    var network = SpecNetwork()
  }

  /// Interns names in `symbols`, which all readers of an input share.
  public init(mapping: SpecMapping = .standard, symbols: TraceSymbols) {
    vocabulary = SpecVocabulary(mapping)
    self.symbols = symbols
    dialect = mapping.dialect
  }

  /// Begins another behavior: its servers have nothing to do with those before.
  ///
  /// Each behavior is a group of its own; the first is the default one.
  public mutating func beginBehavior() {
    behavior = nil
    behaviorCount += 1
    group = behaviorCount == 1 ? TraceSymbols.defaultGroup : symbols.group("behavior \(behaviorCount)")
  }

  /// Forgets the last state, because the next one could not be read: the state behind it begins the behavior again.
  public mutating func forgetState() {
    behavior = nil
    dialect.isComplete = false
  }

  /// Appends what happened in the step to a state; of the first state of a behavior, that its servers start.
  ///
  /// Throws where the variables are none of a Raft, or hold what they cannot.
  public mutating func append(
    _ state: SpecState, to events: inout [TraceEvent]
  ) throws(StateError) {
    if behaviorCount == 0 { beginBehavior() }
    if state.saysThatStepsMayBeMissing { dialect.isComplete = false }
    guard var last = behavior else {
      behavior = try begin(state, &events)
      return
    }
    let next = try read(state, &last.reading, after: last)
    note(next.network, in: last.reading)
    var step = StepTelling(
      before: last.servers, after: next.servers, initial: last.initial, networkBefore: last.network,
      networkAfter: next.network, state: state,
      action: state.action ?? SpecLayout.action(in: state, vocabulary),
      vocabulary: vocabulary, symbols: symbols, group: group)
    if step.hidesReception { noteHiddenReception() }
    if tellsMessages, step.handlesInSteps { dialect.divergences[.handlesInSteps] = true }
    step.tellsMessages = tellsMessages
    step.tell(to: &events)
    noteConfigurations(last.servers, next.servers)
    last.servers = next.servers
    last.network = next.network
    for (name, server) in next.servers where last.initial[name] == nil { last.initial[name] = server }
    behavior = last
  }

  private mutating func begin(
    _ state: SpecState, _ events: inout [TraceEvent]
  ) throws(StateError) -> Behavior {
    var new = Behavior(reading: try SpecReading(state, vocabulary, symbols))
    let first = try read(state, &new.reading, after: nil)
    if new.reading.layout.messages == nil { dialect.showsMessages = false }
    note(first.network, in: new.reading)
    new.servers = first.servers
    new.network = first.network
    for (name, server) in first.servers {
      new.initial[name] = server
      StateStory(of: symbols.server(name), as: server, group, state.position).start(&events)
    }
    return new
  }

  private func read(
    _ state: SpecState, _ reading: inout SpecReading, after last: Behavior?
  ) throws(StateError) -> (servers: [(name: String, server: SpecServer)], network: SpecNetwork) {
    var servers: [(name: String, server: SpecServer)] = []
    for name in reading.layout.serverNames(in: state) {
      servers.append((name, try reading.server(name, in: state)))
    }
    if let last, reading.logsAreTrimmed, Self.keepsSnapshottedEntries(last.servers, servers) {
      reading.logsAreTrimmed = false
      for i in servers.indices { servers[i].server = try reading.server(servers[i].name, in: state) }
    }
    guard let path = reading.layout.messages, let value = SpecLayout.value(at: path, in: state) else {
      return (servers, SpecNetwork())
    }
    return (servers, SpecNetwork(value, reading))
  }

  /// Whether a snapshot was taken and the log is as long as it was: this specification does not cut logs.
  private static func keepsSnapshottedEntries(
    _ before: [(name: String, server: SpecServer)], _ after: [(name: String, server: SpecServer)]
  ) -> Bool {
    for (name, server) in after {
      guard let earlier = before.first(where: { $0.name == name })?.server, let log = server.log,
        let earlierLog = earlier.log, let snapshot = server.snapshot.value, !log.entries.isEmpty,
        snapshot.index > earlier.snapshot.value?.index ?? snapshot.index,
        log.entries.count == earlierLog.entries.count, earlier.commitIndex == server.commitIndex
      else { continue }
      return true
    }
    return false
  }

  /// What the network shows of how complete it is.
  ///
  /// In a set a message may be sent again, and may be handled without being taken out: of such a network no message is
  /// told, because whoever sees some takes them for all. Messages that are not understood may be acknowledgements.
  private mutating func note(_ network: SpecNetwork, in reading: SpecReading) {
    if network.hidesRepetitions {
      tellsMessages = false
      dialect.showsMessages = false
    }
    if !network.isUnderstood {
      dialect.showsMessages = false
      if tellsMessages { dialect.isComplete = false }
    }
    if network.asksItself { dialect.divergences[.asksItself] = true }
    if network.showsLastIndexAsMatch { dialect.divergences[.acknowledgesLastIndex] = true }
  }

  /// A membership of a shape that is not understood, where one was told before, leaves the older one in force.
  private mutating func noteConfigurations(
    _ before: [(name: String, server: SpecServer)], _ after: [(name: String, server: SpecServer)]
  ) {
    let isLost = after.contains { name, server in
      !server.configuration.isKnown && before.contains { $0.name == name && $0.server.configuration.isKnown }
    }
    if isLost { dialect.isComplete = false }
  }

  /// Messages are handled without being taken out of the network: not all that arrives shows.
  private mutating func noteHiddenReception() {
    guard tellsMessages else { return }
    tellsMessages = false
    dialect.showsMessages = false
    dialect.isComplete = false
  }
}
