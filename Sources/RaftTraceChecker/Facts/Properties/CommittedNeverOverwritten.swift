import TraceFormat

/// A server never deletes or overwrites an entry that it knows to be committed.
///
/// Raft §5.3, §5.4 · CCF: the committed log is append-only.
///
/// One server's lines suffice. Only within a life: a commit index that was never stored, of entries that were never
/// stored, may legally be forgotten in a crash.
struct CommittedNeverOverwritten: FactProperty {
  static let description = PropertyDescription(
    name: .committedNeverOverwritten,
    sentence: "a server never deletes or overwrites an entry that it knows to be committed",
    reference: "Raft §5.3, §5.4",
    why: """
      A committed entry is in every later leader's log, so no leader can ask a server to replace one. A truncation at or \
      below the commit index means that a leader without the entry was elected, or that the entry was never committed.
      """,
    needs: ["a commit, and then the end of that log"])

  private struct Committed {
    var index: LogIndex
    var witness: Witness
  }

  private var committed = SlotArray<Committed?>(nil)

  mutating func consider(_ event: TraceEvent, _ context: EventContext, _ findings: inout Findings) {
    if event.isStart { committed[context.slot] = nil }
    if event.observation.moment == .before { noteCommit(event, context) }
    if let known = committed[context.slot] { judge(event, known, &findings) }
    noteCommit(event, context)
  }

  private func judge(_ event: TraceEvent, _ known: Committed, _ findings: inout Findings) {
    if case .logTruncated(let index) = event.kind {
      findings.tested()
      if index <= known.index {
        violate(index, known, event.witness(.truncated(from: index)), event, &findings)
      }
    }
    guard let last = event.observation.lastLogIndex.value else { return }
    findings.tested()
    if last < known.index {
      violate(last.next, known, event.witness(.logEnd(event.observation.logEnd)), event, &findings)
    }
  }

  private func violate(
    _ index: LogIndex, _ known: Committed, _ witness: Witness, _ event: TraceEvent, _ findings: inout Findings
  ) {
    findings.violate(
      Violation(
        property: Self.name, group: event.group,
        clash: .committedEntryLost(event.server, commitIndex: known.index, from: index),
        witnesses: [known.witness, witness], firstUnexplained: event.position))
  }

  private mutating func noteCommit(_ event: TraceEvent, _ context: EventContext) {
    var shown: (index: LogIndex, statement: Statement)?
    if let commit = event.shownCommit { shown = (commit, .committed(commit, entryTerm: .unknown)) }
    if case .applied(let entry) = event.kind, entry.index > shown?.index ?? .zero {
      shown = (entry.index, .applied(entry))
    }
    guard let shown, shown.index > committed[context.slot]?.index ?? .zero else { return }
    committed[context.slot] = Committed(index: shown.index, witness: event.witness(shown.statement))
  }
}
