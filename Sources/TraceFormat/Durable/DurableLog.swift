/// What the stable storage of one server tells of its term, vote, log and commit index, as events.
///
/// Records are told in the order in which they were written. An entry whose index is taken already replaces the one there and
/// all behind it. Only the entries behind the commit index are kept in mind.
struct DurableLog {
  let server: ServerID
  private let group: GroupID
  private var term: Observed<Term> = .unknown
  private var commit = LogIndex.zero
  /// The entries behind the last one that is known to be committed, with that one; by rising index, without a gap.
  private var entries: [LogEntry] = []

  init(server: ServerID, group: GroupID = TraceSymbols.defaultGroup) {
    self.server = server
    self.group = group
  }

  private var last: LogEntry? { entries.last }

  /// The log begins, behind a snapshot where there is one.
  mutating func begin(
    behind snapshot: LogEntry?, _ position: SourcePosition, _ events: inout [TraceEvent]
  ) {
    events.append(event(.start, position))
    if let snapshot { note(snapshot: snapshot, position, &events) }
  }

  /// A snapshot covers the log up to an entry; a log that ends before it begins anew behind it.
  mutating func note(
    snapshot: LogEntry, _ position: SourcePosition, _ events: inout [TraceEvent]
  ) {
    guard snapshot.index > .zero else { return }
    let told = Snapshot(lastIncludedIndex: snapshot.index, lastIncludedTerm: snapshot.term)
    let reachesFurther = (last?.index ?? .zero) < snapshot.index
    events.append(untermed(reachesFurther ? .snapshotInstalled(told) : .snapshotTaken(told), position))
    if reachesFurther { entries = [snapshot] }
    if snapshot.index > commit { commit = snapshot.index }
  }

  /// Term and vote; `.known(nil)` is a vote for nobody.
  mutating func note(
    term: Term, votedFor: Observed<ServerID?>, _ position: SourcePosition, _ events: inout [TraceEvent]
  ) {
    self.term = .known(term)
    var event = event(.persisted(Persistence(coversTermAndVote: true)), position)
    event.observation.votedFor = votedFor
    events.append(event)
  }

  /// The server believes in a leader of a term.
  mutating func note(
    leader: ServerID, of term: Term, _ position: SourcePosition, _ events: inout [TraceEvent]
  ) {
    self.term = .known(term)
    events.append(event(.leaderObserved(leader), position))
  }

  mutating func append(
    _ entry: LogEntry, _ position: SourcePosition, _ events: inout [TraceEvent]
  ) {
    if let last, entry.index <= last.index {
      // The same entry once more is no loss of what follows it.
      if entries.contains(entry), entry.index <= commit { return }
      events.append(untermed(.logTruncated(from: entry.index), position))
      entries.removeAll { $0.index >= entry.index }
    }
    if let last, last.index.next != entry.index { entries = [] }
    var told = untermed(.entriesAppended(EntryBatch([entry])), position)
    if let last {
      // The state before the append, so that it shows what the entry is put behind.
      told.observation.moment = .before
      told.observation.lastLogIndex = .known(last.index)
      told.observation.lastLogTerm = last.term
    }
    events.append(told)
    entries.append(entry)
  }

  /// Entries up to an index are committed; each whose term is known is told.
  mutating func note(commit index: LogIndex, _ position: SourcePosition, _ events: inout [TraceEvent]) {
    guard index > commit else { return }
    for entry in entries where entry.index > commit && entry.index <= index {
      events.append(
        event(.committed(CommitAdvance(index: entry.index, entryTerm: entry.term)), position))
    }
    if (last?.index ?? .zero) < index {
      events.append(event(.committed(CommitAdvance(index: index)), position))
    }
    commit = index
    let needed = entries.lastIndex { $0.index <= index } ?? 0
    entries.removeFirst(min(needed, entries.count))
  }

  /// A membership that the entry at an index carries.
  mutating func note(
    configuration: ConfigurationID, at index: LogIndex, _ position: SourcePosition,
    _ events: inout [TraceEvent]
  ) {
    let change = ConfigurationChange(configuration: configuration, index: .known(index))
    events.append(untermed(.configurationInUse(change), position))
  }

  /// An event that does not show the term: entries and snapshots may be written before the term in which they came.
  private func untermed(_ kind: EventKind, _ position: SourcePosition) -> TraceEvent {
    TraceEvent(group: group, server: server, position: position, kind: kind)
  }

  private func event(_ kind: EventKind, _ position: SourcePosition) -> TraceEvent {
    var event = TraceEvent(group: group, server: server, position: position, kind: kind)
    event.observation.currentTerm = term
    return event
  }
}

extension SourceDialect {
  /// What is on disk was there when its record was written; what was only in memory has none.
  static func durable(_ use: ConfigurationUse) -> SourceDialect {
    var dialect = SourceDialect()
    dialect.durability = .atOnce
    dialect.configurationUse = use
    return dialect
  }
}
