import TraceFormat

/// A server applies only what is committed.
///
/// Raft §5.3 and Figure 2 (lastApplied ≤ commitIndex) · Verdi: last applied ≤ commit index.
///
/// Judged against a commit index of the same life, shown then or later: commit indices only grow, so one that is below what was
/// applied was below it then. Only what a server applies while it runs counts: a state machine on disk, or a snapshot, may be
/// ahead of a commit index that begins at 0 (dissertation §3.8).
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

  private struct Applied {
    /// What the life began with, or took from a snapshot.
    var baseline: LogIndex?
    var highest: (index: LogIndex, witness: Witness)?
  }

  private var applied = SlotArray<Applied>(Applied())

  mutating func consider(_ event: TraceEvent, _ context: EventContext, _ findings: inout Findings) {
    if event.isStart { applied[context.slot] = Applied() }
    noteBaseline(event, context)
    if let index = event.observation.lastApplied.value, let baseline = applied[context.slot].baseline,
      index > baseline
    {
      note(index, event.witness(.appliedThrough(index)), context)
    }
    if let commit = event.shownCommit, let highest = applied[context.slot].highest {
      findings.tested()
      if highest.index > commit { violate(highest, commit, event, &findings) }
    }
    if case .applied(let entry) = event.kind { note(entry.index, event.witness(.applied(entry)), context) }
  }

  private mutating func noteBaseline(_ event: TraceEvent, _ context: EventContext) {
    if case .snapshotInstalled(let snapshot) = event.kind {
      applied[context.slot].baseline = max(
        applied[context.slot].baseline ?? .zero, snapshot.lastIncludedIndex)
    }
    if applied[context.slot].baseline == nil {
      applied[context.slot].baseline = event.observation.lastApplied.value
    }
  }

  private mutating func note(_ index: LogIndex, _ witness: Witness, _ context: EventContext) {
    guard index > applied[context.slot].highest?.index ?? .zero else { return }
    applied[context.slot].highest = (index, witness)
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
