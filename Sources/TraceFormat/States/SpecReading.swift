/// Reads servers out of states, once their places are known.
struct SpecReading {
  let vocabulary: SpecVocabulary
  let layout: SpecLayout
  let symbols: TraceSymbols
  /// What is added to the specification's indexes to count from 1, as Raft does.
  private(set) var indexShift: Int64 = 0
  /// Whether a log begins behind its snapshot, without the entries that this covers.
  var logsAreTrimmed = true
  /// Whether the front of every log is a sentinel at index 0.
  private var hasSentinel = false
  /// What stands for a vote for nobody in the first state.
  private var noVotes: Set<SpecValue> = []

  init(_ state: SpecState, _ vocabulary: SpecVocabulary, _ symbols: TraceSymbols) throws(StateError) {
    self.vocabulary = vocabulary
    self.symbols = symbols
    layout = try SpecLayout(state, vocabulary)
    decideBase(state)
    for server in layout.servers {
      guard let vote = layout.value(.votedFor, of: server, in: state), serverID(vote) == nil else { continue }
      noVotes.insert(vote)
    }
  }

  /// Where the specification's indexes begin.
  private mutating func decideBase(_ state: SpecState) {
    switch vocabulary.mapping.logBase {
    case .one: return
    case .zero: indexShift = 1
    case .sentinel: hasSentinel = true
    case .automatic:
      let commits = layout.servers.compactMap { layout.value(.commitIndex, of: $0, in: state)?.integer }
      let logs = layout.servers.compactMap { layout.value(.log, of: $0, in: state) }
      guard !commits.isEmpty, commits.count == layout.servers.count else { return }
      if commits.allSatisfy({ $0 == -1 }) {
        indexShift = 1
      } else if commits.allSatisfy({ $0 == 0 }), logs.allSatisfy({ isSentinel($0) }) {
        hasSentinel = true
      }
    }
  }

  /// Whether a log holds nothing but an entry of term 0, which no election can have made.
  private func isSentinel(_ value: SpecValue) -> Bool {
    guard let pairs = entries(of: value)?.pairs, pairs.count == 1, let entry = pairs.first?.value else {
      return false
    }
    return term(ofEntry: entry) == .known(.zero) && (indexField(of: entry) ?? 0) == 0
  }

  /// The server that a value names; nil where it names none.
  func serverID(_ value: SpecValue) -> ServerID? {
    guard let name = value.name, layout.servers.contains(name) else { return nil }
    return symbols.server(name)
  }

  /// A server's state.
  ///
  /// Throws where a variable holds what cannot be what it is named for.
  func server(_ name: String, in state: SpecState) throws(StateError) -> SpecServer {
    var server = SpecServer()
    server.currentTerm = .known(try term(name, in: state))
    server.role = layout.value(.role, of: name, in: state).map { role($0) } ?? .unknown
    server.votedFor = layout.value(.votedFor, of: name, in: state).map { vote($0) } ?? .unknown
    server.leader = layout.value(.leader, of: name, in: state).map { vote($0) } ?? .unknown
    server.commitIndex = try index(.commitIndex, of: name, in: state)
    server.lastApplied = try index(.lastApplied, of: name, in: state)
    server.snapshot = try snapshot(of: name, in: state)
    server.log = try log(of: name, server.snapshot, in: state)
    server.configuration = configuration(of: name, in: state)
    server.volatile = [SpecConcept.votesGranted, .votesResponded, .nextIndex, .matchIndex].map {
      layout.value($0, of: name, in: state)
    }
    return server
  }

  private func term(_ name: String, in state: SpecState) throws(StateError) -> Term {
    let value = layout.value(.currentTerm, of: name, in: state)
    guard let number = value?.integer, let term = UInt64(exactly: number) else {
      throw misfit(.currentTerm, of: name, value, "a term, which is a number from 0")
    }
    return Term(term)
  }

  private func role(_ value: SpecValue) -> Observed<Role> {
    guard let word = value.variant?.tag ?? value.name ?? value["tag"]?.name else { return .unknown }
    return Observed(vocabulary.role(SpecWord(word)))
  }

  /// A vote for a server, or for nobody; specifications write it as a value, an option, a set or a sequence of one.
  private func vote(_ value: SpecValue) -> Observed<ServerID?> {
    if let server = serverID(value) { return .known(server) }
    if noVotes.contains(value) { return .known(nil) }
    if let variant = value.variant { return variant.tag == "None" ? .known(nil) : vote(variant.value) }
    if let elements = value.elements {
      if elements.isEmpty { return .known(nil) }
      return elements.count == 1 ? vote(elements[0]) : .unknown
    }
    switch value {
    case .null: return .known(nil)
    case .text(let text): return vocabulary.isNone(text) ? .known(nil) : .unknown
    case .integer(let number): return number <= 0 ? .known(nil) : .unknown
    case .boolean, .sequence, .set, .function: return .unknown
    }
  }

  private func index(
    _ concept: SpecConcept, of name: String, in state: SpecState
  ) throws(StateError) -> Observed<LogIndex> {
    guard let value = layout.value(concept, of: name, in: state) else { return .unknown }
    guard let number = value.integer ?? value["index"]?.integer, let index = index(number) else {
      throw misfit(concept, of: name, value, "an index of the log, which is a number from \(-indexShift)")
    }
    return .known(index)
  }

  /// An index as Raft counts; nil where it is none.
  func index(_ number: Int64) -> LogIndex? {
    let (sum, overflow) = number.addingReportingOverflow(indexShift)
    return overflow ? nil : UInt64(exactly: sum).map { LogIndex($0) }
  }

  private func snapshot(of name: String, in state: SpecState) throws(StateError) -> Observed<LogPosition> {
    guard case .known(let index) = try index(.snapshotIndex, of: name, in: state) else { return .unknown }
    let term = layout.value(.snapshotTerm, of: name, in: state)?.integer.flatMap { UInt64(exactly: $0) }
    guard index > .zero else { return .known(.zero) }
    return Observed(term.map { LogPosition(term: Term($0), index: index) })
  }

  private func log(
    of name: String, _ snapshot: Observed<LogPosition>, in state: SpecState
  ) throws(StateError) -> SpecLog? {
    guard let value = layout.value(.log, of: name, in: state) else { return nil }
    guard let pairs = entries(of: value)?.pairs else {
      throw misfit(.log, of: name, value, "a sequence of entries")
    }
    var log = SpecLog()
    if let position = snapshot.value, logsAreTrimmed {
      log.offset = position.index
      log.offsetTerm = .known(position.term)
    } else if let offset = layout.value(.logOffset, of: name, in: state)?.integer, let index = index(offset) {
      log.offset = index
      log.offsetTerm = index == .zero ? .known(.zero) : .unknown
    }
    let first = Int64(clamping: log.offset.rawValue) + (hasSentinel ? 0 : 1)
    for pair in pairs {
      try append(pair, behind: first, isFunction: value.isFunction, to: &log, name)
    }
    return log
  }

  private func append(
    _ pair: SpecValue.Pair, behind first: Int64, isFunction: Bool, to log: inout SpecLog, _ name: String
  ) throws(StateError) {
    guard let position = pair.key.integer else {
      throw misfit(.log, of: name, pair.key, "an index before the entry")
    }
    let stated = indexField(of: pair.value).map { $0 &+ indexShift }
    let counted = isFunction ? position &+ indexShift : first &+ position &- 1
    guard let index = UInt64(exactly: stated ?? counted) else {
      throw misfit(.log, of: name, pair.value, "an entry whose index is no less than 0")
    }
    if index <= log.offset.rawValue, log.entries.isEmpty {
      if index == log.offset.rawValue { log.offsetTerm = term(ofEntry: pair.value) }
      return
    }
    guard LogIndex(index) == log.lastIndex.next else {
      if log.entries.isEmpty, index > 0 {
        log.offset = LogIndex(index - 1)
        log.offsetTerm = .unknown
        log.entries.append(entry(pair.value, at: LogIndex(index)))
        return
      }
      throw misfit(
        .log, of: name, .integer(Int64(clamping: index)), "entries whose indexes follow each other")
    }
    log.entries.append(entry(pair.value, at: LogIndex(index)))
  }

  /// The entries of a log that is a record or holds nothing else.
  private func entries(of value: SpecValue) -> SpecValue? {
    guard case .function(let pairs) = value, !pairs.isEmpty, pairs[0].key.integer == nil else { return value }
    return value.field(vocabulary.logFields)
  }

  /// An entry of a log or of a message: a record, a tuple of term and value, or its term alone.
  func entry(_ value: SpecValue, at index: LogIndex) -> LogEntry {
    LogEntry(index: index, term: term(ofEntry: value), payload: payload(ofEntry: value))
  }

  func indexField(of entry: SpecValue) -> Int64? {
    (entry.variant?.value ?? entry).field(vocabulary.entryFields[.index] ?? [])?.integer
  }

  private func term(ofEntry entry: SpecValue) -> Observed<Term> {
    let number: Int64? =
      switch entry {
      case .integer(let number): number
      case .sequence(let parts): parts.count == 2 ? parts[0].integer ?? parts[1].integer : nil
      case .function: (entry.variant?.value ?? entry).field(vocabulary.entryFields[.term] ?? [])?.integer
      case .null, .boolean, .text, .set: nil
      }
    return Observed(number.flatMap { UInt64(exactly: $0) }.map { Term($0) })
  }

  /// A digest of what is left of an entry without its term and index; unknown for an entry that is its term alone.
  private func payload(ofEntry entry: SpecValue) -> Observed<PayloadHash> {
    switch entry {
    case .null, .boolean, .integer, .text, .set: return .unknown
    case .sequence(let parts):
      guard parts.count == 2 else { return .unknown }
      return .known(PayloadHash(of: parts[parts[0].integer == nil ? 0 : 1].canonical.span))
    case .function(let pairs):
      let position = (vocabulary.entryFields[.term] ?? []) + (vocabulary.entryFields[.index] ?? [])
      let rest = pairs.filter { pair in !position.contains { pair.key.name.map { SpecWord($0) } == $0 } }
      guard !rest.isEmpty else { return .unknown }
      return .known(PayloadHash(of: SpecValue.function(rest).canonical.span))
    }
  }

  private func configuration(of name: String, in state: SpecState) -> Observed<ConfigurationID> {
    if let value = layout.value(.configuration, of: name, in: state) { return members(value) }
    guard layout.allServersAreMembers else { return .unknown }
    return .known(symbols.configuration(Configuration(voters: layout.servers.map { symbols.server($0) })))
  }

  private func misfit(
    _ concept: SpecConcept, of server: String, _ value: SpecValue?, _ expected: String
  ) -> StateError {
    StateError(
      found:
        "\(value?.kindName ?? "nothing") for \(ReadingError.escape(server)) in \(ReadingError.escape(layout.variableName(of: concept)))",
      expected: expected)
  }
}

extension SpecValue {
  fileprivate var isFunction: Bool {
    if case .function = self { true } else { false }
  }
}
