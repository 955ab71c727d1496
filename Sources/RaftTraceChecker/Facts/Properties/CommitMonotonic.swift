import TraceFormat

/// A server's commit index never goes back while it runs.
///
/// Raft Figure 2 (volatile state: increases monotonically).
///
/// Over a restart it may: the commit index is volatile in Raft, and implementations that store it do so lazily.
struct CommitMonotonic: FactProperty {
  static let description = PropertyDescription(
    name: .commitMonotonic,
    sentence: "a server's commit index never goes back while it runs",
    reference: "Raft Figure 2",
    why: """
      What is committed stays committed. A commit index that goes back lets a server apply entries again, or others in \
      their place. A restart may reset it, and then it must be learned anew.
      """,
    needs: ["a server's commit index at two moments"])

  private var highest = SlotArray<(index: LogIndex, witness: Witness)?>(nil)

  mutating func consider(_ event: TraceEvent, _ context: EventContext, _ findings: inout Findings) {
    if event.isStart { highest[context.slot] = nil }
    guard let commit = event.shownCommit else { return }
    guard let known = highest[context.slot] else {
      highest[context.slot] = (commit, event.witness(.committed(commit, entryTerm: .unknown)))
      return
    }
    findings.tested()
    if commit == known.index { return }
    let witness = event.witness(.committed(commit, entryTerm: .unknown))
    highest[context.slot] = (commit, witness)
    guard commit < known.index else { return }
    findings.violate(
      Violation(
        property: Self.name, group: event.group,
        clash: .commitFell(event.server, from: known.index, to: commit), witnesses: [known.witness, witness],
        firstUnexplained: event.position))
  }
}
