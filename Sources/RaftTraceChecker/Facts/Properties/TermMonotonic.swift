import TraceFormat

/// A server's current term never goes back, not over a restart either.
///
/// Raft §5.1 and Figure 2 (persistent state).
///
/// A term that was shown may be lost in a crash as long as nothing proves that it was on disk: a completed write, or
/// another server's yes to what this server asked in that term.
struct TermMonotonic: FactProperty {
  static let description = PropertyDescription(
    name: .termMonotonic,
    sentence: "a server's term never goes back, over restarts too",
    reference: "Raft §5.1, Figure 2",
    why: """
      Terms are Raft's clock. A server that goes back to an older term votes in it a second time and takes entries from a \
      leader that was deposed.
      """,
    needs: ["a server's term at two moments"])

  private struct Mark {
    var term: Term
    var witness: Witness
  }

  private var shown = SlotArray<Mark?>(nil)
  private var durable = SlotArray<Mark?>(nil)

  mutating func consider(_ event: TraceEvent, _ context: EventContext, _ findings: inout Findings) {
    if event.isStart { shown[context.slot] = nil }
    if context.mayBeNewServer(event) { durable[context.slot] = nil }
    let earlier = event.isStart ? durable[context.slot] : shown[context.slot]
    if let term = event.observation.currentTerm.value {
      compare(term, with: earlier, event, context, &findings)
    }
    noteDurability(event, context)
  }

  private mutating func compare(
    _ term: Term, with earlier: Mark?, _ event: TraceEvent, _ context: EventContext,
    _ findings: inout Findings
  ) {
    if let earlier {
      findings.tested()
      if term == earlier.term, !event.isStart { return }
      if term < earlier.term { violate(from: earlier, to: term, event, &findings) }
    }
    shown[context.slot] = Mark(term: term, witness: event.witness(statement(of: event, term)))
    let isDurable = event.isStart || context.dialect.durability == .atOnce
    if isDurable { durable[context.slot] = shown[context.slot] }
  }

  private func statement(of event: TraceEvent, _ term: Term) -> Statement {
    event.isStart ? .started(Recovered(event.observation)) : .inTerm(term)
  }

  private func violate(from earlier: Mark, to term: Term, _ event: TraceEvent, _ findings: inout Findings) {
    findings.violate(
      Violation(
        property: Self.name, group: event.group,
        clash: .termFell(event.server, from: earlier.term, to: term),
        witnesses: [earlier.witness, event.witness(statement(of: event, term))],
        firstUnexplained: event.position))
  }

  private mutating func noteDurability(_ event: TraceEvent, _ context: EventContext) {
    if case .persisted(let write) = event.kind, write.coversTermAndVote, let mark = shown[context.slot] {
      durable[context.slot] = mark
    }
    guard let term = context.answeredTerm(of: event), let mark = shown[context.slot], mark.term == term,
      (durable[context.slot]?.term ?? .zero) < term
    else { return }
    durable[context.slot] = mark
  }
}
