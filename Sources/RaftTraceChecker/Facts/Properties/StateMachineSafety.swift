import TraceFormat

/// If a server has applied an entry at an index, no server ever applies a different one there.
///
/// Raft §5.4.3 and Figure 3.
///
/// Commits and snapshots count as well as applies. A leader's commit of an entry that it appended itself shows the entry's
/// term even where the trace does not print it. Old indices are forgotten, so memory does not grow with the log.
struct StateMachineSafety: FactProperty {
  static let description = PropertyDescription(
    name: .stateMachineSafety,
    sentence: "no two servers ever apply or commit different entries at the same index",
    reference: "Raft §5.4.3, Figure 3",
    why: """
      This is what clients are promised: all state machines see the same commands in the same order. Two different entries \
      at one index mean that an acknowledged write was lost or that replicas have diverged.
      """,
    needs: ["term or payload of a committed entry"])

  private struct Key: MixedKey {
    var group: Int
    var index: LogIndex

    var mixed: UInt64 { (index.rawValue ^ UInt64(group).mixed).mixed }
  }

  /// What was first shown of the entry at an index: its term and its payload, each with the line that showed it.
  fileprivate struct Committed {
    var term: Shown?
    var payload: Shown?
    /// True once a different entry was shown there: each index is reported once.
    var isContested = false
  }

  /// A line that shows an entry to be committed; kept small.
  fileprivate struct Shown {
    var entry: LogEntry
    var position: SourcePosition
    var server: ServerID
    var isApplied: Bool

    init(_ entry: LogEntry, _ event: TraceEvent) {
      self.entry = entry
      position = event.position
      server = event.server
      if case .committed = event.kind { isApplied = false } else { isApplied = true }
    }

    var witness: Witness {
      Witness(
        position: position, server: server,
        statement: isApplied ? .applied(entry) : .committed(entry.index, entryTerm: entry.term))
    }
  }

  private var committed = BoundedTable<Key, Committed>(capacity: 1 << 17)
  private var ownEntries = SlotArray<(term: Term, first: LogIndex)?>(nil)

  mutating func consider(_ event: TraceEvent, _ context: EventContext, _ findings: inout Findings) {
    if event.isStart { ownEntries[context.slot] = nil }
    switch event.kind {
    case .applied(let entry): note(entry, event, context, &findings)
    case .committed(let commit):
      let term = commit.entryTerm.or(Observed(ownTerm(of: commit.index, event, context)))
      let entry = LogEntry(index: commit.index, term: term)
      note(entry, event, context, &findings)
    case .snapshotTaken(let snapshot), .snapshotInstalled(let snapshot):
      let entry = LogEntry(index: snapshot.lastIncludedIndex, term: snapshot.lastIncludedTerm)
      note(entry, event, context, &findings)
    case .entriesAppended(let batch): noteOwnEntries(batch, event, context)
    default: break
    }
  }

  /// Remembers from which index on a leader's log holds entries of its own term.
  private mutating func noteOwnEntries(_ batch: EntryBatch, _ event: TraceEvent, _ context: EventContext) {
    // A complete trace need not repeat role and term on the line of the append.
    let life = context.dialect.isComplete ? context.life : ServerLife()
    guard event.shownRole ?? life.role == .leader,
      let term = event.observation.currentTerm.value ?? life.term,
      let first = batch.entries.first(where: { $0.term == .known(term) })
    else { return }
    if ownEntries[context.slot]?.term != term { ownEntries[context.slot] = (term, first.index) }
  }

  private func ownTerm(of index: LogIndex, _ event: TraceEvent, _ context: EventContext) -> Term? {
    guard event.shownRole == .leader, let own = ownEntries[context.slot],
      event.termAfter == own.term, index >= own.first
    else { return nil }
    return own.term
  }

  private mutating func note(
    _ entry: LogEntry, _ event: TraceEvent, _ context: EventContext, _ findings: inout Findings
  ) {
    guard entry.term.isKnown || entry.payload.isKnown, entry.index > .zero else { return }
    findings.tested()
    let now = Shown(entry, event)
    let key = Key(group: context.group, index: entry.index)
    let rival: Shown? = committed.update(key, initial: Committed()) { known in
      let rival = known.rival(of: entry)
      if known.term == nil, entry.term.isKnown { known.term = now }
      if known.payload == nil, entry.payload.isKnown { known.payload = now }
      guard rival != nil, !known.isContested else { return nil }
      known.isContested = true
      return rival
    }
    guard let rival else { return }
    findings.violate(
      Violation(
        property: Self.name, group: event.group,
        clash: .differentEntriesCommitted(entry.index, rival.entry, entry),
        witnesses: [rival.witness, now.witness]))
  }
}

extension StateMachineSafety.Committed {
  /// The line that shows another term or another payload than the entry has.
  fileprivate func rival(of entry: LogEntry) -> StateMachineSafety.Shown? {
    if let term, entry.term.isKnown, term.entry.term != entry.term { return term }
    if let payload, entry.payload.isKnown, payload.entry.payload != entry.payload { return payload }
    return nil
  }
}
