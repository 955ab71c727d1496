import TraceFormat

/// A server never comes back under its identity with less on disk than it had.
///
/// Raft Figure 2 (persistent state) · dissertation §3.8.
///
/// What it had is known from an earlier start (what it recovered then was on disk), from completed writes, and from other
/// servers' answers. An operator may declare that identities are reused.
struct IdentityStable: FactProperty {
  static let description = PropertyDescription(
    name: .identityStable,
    sentence: "a server never comes back under its identity with less durable state than it had",
    reference: "Raft Figure 2, persistent state; dissertation §3.8",
    why: """
      A server whose disk was wiped, or restored from a backup, and that keeps its identity has forgotten its votes and its \
      acknowledged entries. Enough of them can elect a leader that lacks committed entries. It must rejoin as a new member.
      """,
    needs: ["a restart with what it recovered"])

  private struct Durable {
    var term: (Term, Witness)?
    /// The highest index that was committed and on this server's disk.
    var committed: (LogIndex, Witness)?
  }

  private var durable = SlotArray<Durable>(Durable())
  private var shownTerm = SlotArray<(Term, Witness)?>(nil)
  private var shownCommit = SlotArray<(LogIndex, Witness)?>(nil)

  mutating func consider(_ event: TraceEvent, _ context: EventContext, _ findings: inout Findings) {
    if event.isStart {
      if !context.mayBeNewServer(event) { judge(event, context, &findings) }
      shownTerm[context.slot] = nil
      shownCommit[context.slot] = nil
      durable[context.slot] = Durable()
    }
    note(event, context)
  }

  private func judge(_ event: TraceEvent, _ context: EventContext, _ findings: inout Findings) {
    let recovered = event.observation
    let witness = event.witness(.started(Recovered(recovered)))
    if let (had, proof) = durable[context.slot].term, let now = recovered.currentTerm.value {
      findings.tested()
      if now < had, now == .zero {
        violate(.durableTermLost(event.server, had: had, now: now), proof, witness, event, &findings)
      }
    }
    if let (had, proof) = durable[context.slot].committed, let now = recovered.lastHeldIndex {
      findings.tested()
      if now < had {
        violate(.durableEntriesLost(event.server, had: had, now: now), proof, witness, event, &findings)
      }
    }
  }

  private func violate(
    _ clash: Clash, _ proof: Witness, _ witness: Witness, _ event: TraceEvent, _ findings: inout Findings
  ) {
    findings.violate(
      Violation(
        property: Self.name, group: event.group, clash: clash, witnesses: [proof, witness],
        firstUnexplained: event.position))
  }

  private mutating func note(_ event: TraceEvent, _ context: EventContext) {
    let isDurable = event.isStart || context.dialect.durability == .atOnce
    if let term = event.observation.currentTerm.value, term != shownTerm[context.slot]?.0 {
      let isStart = event.isStart
      shownTerm[context.slot] = (
        term, event.witness(isStart ? .started(Recovered(event.observation)) : .inTerm(term))
      )
    }
    if let commit = event.shownCommit, commit > shownCommit[context.slot]?.0 ?? .zero {
      shownCommit[context.slot] = (commit, event.witness(.committed(commit, entryTerm: .unknown)))
    }
    if isDurable {
      durable[context.slot].term = shownTerm[context.slot]
      durable[context.slot].committed = shownCommit[context.slot]
    }
    noteProof(event, context)
  }

  private mutating func noteProof(_ event: TraceEvent, _ context: EventContext) {
    if let term = context.answeredTerm(of: event), let shown = shownTerm[context.slot], shown.0 == term {
      durable[context.slot].term = shown
    }
    guard case .persisted(let write) = event.kind else { return }
    if write.coversTermAndVote { durable[context.slot].term = shownTerm[context.slot] }
    if let last = write.lastLogIndex.value, let (commit, witness) = shownCommit[context.slot],
      last >= commit, commit > durable[context.slot].committed?.0 ?? .zero
    {
      durable[context.slot].committed = (commit, witness)
    }
  }
}
