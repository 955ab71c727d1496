import TraceFormat

/// A server applies entries in the order of the log, each once in a life.
///
/// Raft §5.3 and Figure 2 (apply log[lastApplied] with lastApplied + 1).
///
/// Judged only in a complete trace: where a start may be missing, an entry applied again may be the next life's. A gap is no
/// violation: no-ops and configurations need not reach the state machine.
struct ApplyInOrder: FactProperty {
  static let description = PropertyDescription(
    name: .applyInOrder,
    sentence: "a server applies entries in the order of the log, each once in a life",
    reference: "Raft §5.3, Figure 2",
    why: """
      State machines agree only if they take the same commands in the same order. An entry that is applied twice or out of \
      order makes a replica differ although its log is right.
      """,
    needs: ["all entries applied in a life, declared complete"])

  private var last = SlotArray<(index: LogIndex, witness: Witness)?>(nil)

  mutating func consider(_ event: TraceEvent, _ context: EventContext, _ findings: inout Findings) {
    switch event.kind {
    case .start, .snapshotInstalled: last[context.slot] = nil
    case .applied(let entry): judge(entry, event, context, &findings)
    default: break
    }
  }

  private mutating func judge(
    _ entry: LogEntry, _ event: TraceEvent, _ context: EventContext, _ findings: inout Findings
  ) {
    let witness = event.witness(.applied(entry))
    if let known = last[context.slot], context.dialect.isComplete {
      findings.tested()
      if entry.index <= known.index {
        findings.violate(
          Violation(
            property: Self.name, group: event.group,
            clash: .appliedOutOfOrder(event.server, entry.index, after: known.index),
            witnesses: [known.witness, witness], firstUnexplained: event.position))
      }
    }
    last[context.slot] = (entry.index, witness)
  }
}
