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
    // A truncation and a commit of what replaces it may be one event: it is judged by what was committed before it.
    if event.observation.moment == .before { note(event.observation.commitIndex.value, event, context) }
    if let known = committed[context.slot] { judge(event, known, &findings) }
    note(event.observation.commitIndex.value, event, context)
    noteEffect(event, context)
  }

  private func judge(_ event: TraceEvent, _ known: Committed, _ findings: inout Findings) {
    if case .logTruncated(let index) = event.kind {
      findings.tested()
      if index <= known.index {
        violate(index, known, event.witness(.truncated(from: index)), event, &findings)
      }
    }
    guard let last = event.observation.lastHeldIndex else { return }
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

  private mutating func note(_ index: LogIndex?, _ event: TraceEvent, _ context: EventContext) {
    guard let index, index > committed[context.slot]?.index ?? .zero else { return }
    committed[context.slot] = Committed(
      index: index, witness: event.witness(.committed(index, entryTerm: .unknown)))
  }

  /// Takes in what the event itself commits, which a state shown before it does not reflect.
  private mutating func noteEffect(_ event: TraceEvent, _ context: EventContext) {
    switch event.kind {
    case .committed(let commit): note(commit.index, event, context)
    case .applied(let entry):
      guard entry.index > committed[context.slot]?.index ?? .zero else { return }
      committed[context.slot] = Committed(index: entry.index, witness: event.witness(.applied(entry)))
    default: break
    }
  }
}
