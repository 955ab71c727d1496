import TraceFormat

/// A server applies only what is committed.
///
/// Raft §5.3 and Figure 2 (lastApplied ≤ commitIndex) · Verdi: last applied ≤ commit index.
///
/// Judged where both are shown at one moment, and against a later commit index of the same life: commit indices only grow,
/// so one that is below what was applied earlier was below it then.
struct AppliedLeCommit: FactProperty {
  static let description = PropertyDescription(
    name: .appliedLeCommit,
    sentence: "a server applies only committed entries",
    reference: "Raft §5.3, Figure 2",
    why: """
      Only a committed entry is safe to show to clients. An entry applied too early can still be replaced by a later \
      leader's, and then the state machine holds what never happened.
      """,
    needs: ["applied and commit index of one life"])

  private var applied = SlotArray<(index: LogIndex, witness: Witness)?>(nil)

  mutating func consider(_ event: TraceEvent, _ context: EventContext, _ findings: inout Findings) {
    if event.isStart { applied[context.slot] = nil }
    note(event.observation.lastApplied.value, event, context) { .appliedThrough($0) }
    if let commit = event.shownCommit, let known = applied[context.slot] {
      findings.tested()
      if known.index > commit { violate(known, commit, event, &findings) }
    }
    if case .applied(let entry) = event.kind {
      note(entry.index, event, context) { _ in .applied(entry) }
    }
  }

  private mutating func note(
    _ index: LogIndex?, _ event: TraceEvent, _ context: EventContext, _ statement: (LogIndex) -> Statement
  ) {
    guard let index, index > applied[context.slot]?.index ?? .zero else { return }
    applied[context.slot] = (index, event.witness(statement(index)))
  }

  private func violate(
    _ known: (index: LogIndex, witness: Witness), _ commit: LogIndex, _ event: TraceEvent,
    _ findings: inout Findings
  ) {
    findings.violate(
      Violation(
        property: Self.name, group: event.group,
        clash: .appliedBeyondCommit(event.server, lastApplied: known.index, commitIndex: commit),
        witnesses: [known.witness, event.witness(.committed(commit, entryTerm: .unknown))],
        firstUnexplained: known.witness.position))
  }
}
