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

  private struct Key: Hashable {
    var group: Int
    var index: LogIndex
  }

  private struct Committed {
    var entry: LogEntry
    var witness: Witness
  }

  private var committed = BoundedTable<Key, Committed>(capacity: 1 << 17)
  private var ownEntries = SlotArray<(term: Term, first: LogIndex)?>(nil)

  mutating func consider(_ event: TraceEvent, _ context: EventContext, _ findings: inout Findings) {
    if event.kind == .start { ownEntries[context.slot] = nil }
    switch event.kind {
    case .applied(let entry): note(entry, event.witness(.applied(entry)), event, context, &findings)
    case .committed(let commit):
      let term = commit.entryTerm.or(Observed(ownTerm(of: commit.index, event, context)))
      let entry = LogEntry(index: commit.index, term: term)
      note(entry, event.witness(.committed(commit.index, entryTerm: term)), event, context, &findings)
    case .snapshotTaken(let snapshot), .snapshotInstalled(let snapshot):
      let entry = LogEntry(index: snapshot.lastIncludedIndex, term: snapshot.lastIncludedTerm)
      note(entry, event.witness(.applied(entry)), event, context, &findings)
    case .entriesAppended(let batch): noteOwnEntries(batch, event, context)
    default: break
    }
  }

  /// Remembers from which index on a leader's log holds entries of its own term.
  private mutating func noteOwnEntries(_ batch: EntryBatch, _ event: TraceEvent, _ context: EventContext) {
    guard event.shownRole == .leader, let term = event.observation.currentTerm.value,
      let first = batch.entries.first(where: { $0.term == .known(term) })
    else { return }
    if ownEntries[context.slot]?.term != term { ownEntries[context.slot] = (term, first.index) }
  }

  private func ownTerm(of index: LogIndex, _ event: TraceEvent, _ context: EventContext) -> Term? {
    guard event.shownRole == .leader, let own = ownEntries[context.slot],
      event.observation.currentTerm == .known(own.term), index >= own.first
    else { return nil }
    return own.term
  }

  private mutating func note(
    _ entry: LogEntry, _ witness: Witness, _ event: TraceEvent, _ context: EventContext,
    _ findings: inout Findings
  ) {
    guard entry.term.isKnown || entry.payload.isKnown, entry.index > .zero else { return }
    let key = Key(group: context.group, index: entry.index)
    guard var known = committed[key] else {
      committed.set(key, Committed(entry: entry, witness: witness))
      findings.tested()
      return
    }
    findings.tested()
    if known.entry.differsCertainly(from: entry) {
      findings.violate(
        Violation(
          property: Self.name, group: event.group,
          clash: .differentEntriesCommitted(entry.index, known.entry, entry),
          witnesses: [known.witness, witness]))
    } else if !known.entry.payload.isKnown && entry.payload.isKnown || !known.entry.term.isKnown {
      known.entry.payload = known.entry.payload.or(entry.payload)
      known.entry.term = known.entry.term.or(entry.term)
      committed.set(key, known)
    }
  }
}

extension LogEntry {
  /// Whether two shown entries cannot be the same, whatever their unknown halves are.
  fileprivate func differsCertainly(from other: LogEntry) -> Bool {
    if let term = term.value, let otherTerm = other.term.value, term != otherTerm { return true }
    if let payload = payload.value, let otherPayload = other.payload.value, payload != otherPayload {
      return true
    }
    return false
  }
}
