import TraceFormat

/// A leader never overwrites or deletes entries in its log; it only appends.
///
/// Raft §5.3 and Figure 3.
///
/// Judged by term, not by role: whoever won a term cannot take entries from another leader of that term, so as long as its
/// term is the one it won, its log only grows – also after it stepped down within the term. A truncation that does not
/// show its term waits for the server's next line that does. Where it is a divergence of the source to drop what cannot be
/// committed when stepping down, the judgement ends there.
struct LeaderAppendOnly: FactProperty {
  static let description = PropertyDescription(
    name: .leaderAppendOnly,
    sentence: "a leader never overwrites or deletes entries in its log; it only appends new ones",
    reference: "Raft §5.3, Figure 3",
    why: """
      Followers are made equal to the leader, never the other way round. A leader that drops an entry can drop one that it \
      has already counted as committed.
      """,
    needs: ["a leader's log at two moments of its term"])

  private struct Leadership {
    var group: GroupID
    var term: Term
    var won: Witness
    var longest: (index: LogIndex, witness: Witness)?
    var truncation: (index: LogIndex, witness: Witness)?
  }

  private var leaderships = SlotArray<Leadership?>(nil)

  mutating func consider(_ event: TraceEvent, _ context: EventContext, _ findings: inout Findings) {
    if event.isStart || mayRollBack(event, context) {
      leaderships[context.slot] = nil
      return
    }
    if let term = event.observation.currentTerm.value {
      settle(term, event, context, &findings)
      if event.shownRole == .leader, leaderships[context.slot]?.term != term {
        leaderships[context.slot] = Leadership(
          group: event.group, term: term, won: event.witness(.leads(term)))
      }
    }
    noteLog(event, context, &findings)
  }

  private func mayRollBack(_ event: TraceEvent, _ context: EventContext) -> Bool {
    guard case .roleChanged(.follower) = event.kind else { return false }
    return context.dialect.divergences.contains(.rollsBackAtStepDown)
  }

  /// Judges a truncation once the server's term is shown again.
  private mutating func settle(
    _ term: Term, _ event: TraceEvent, _ context: EventContext, _ findings: inout Findings
  ) {
    guard let leadership = leaderships[context.slot] else { return }
    if term > leadership.term {
      leaderships[context.slot] = nil
      return
    }
    guard let truncation = leadership.truncation, term == leadership.term else { return }
    leaderships[context.slot]?.truncation = nil
    findings.tested()
    violate(leadership, truncation.index, truncation.witness, &findings)
  }

  private mutating func noteLog(_ event: TraceEvent, _ context: EventContext, _ findings: inout Findings) {
    guard let leadership = leaderships[context.slot] else { return }
    let showsTerm = event.observation.currentTerm == .known(leadership.term)
    if case .logTruncated(let index) = event.kind {
      let witness = event.witness(.truncated(from: index))
      if showsTerm, event.observation.moment == .after {
        findings.tested()
        violate(leadership, index, witness, &findings)
      } else {
        leaderships[context.slot]?.truncation = (index, witness)
      }
      return
    }
    guard showsTerm, let last = event.observation.lastHeldIndex else { return }
    if let longest = leadership.longest {
      findings.tested()
      if last < longest.index {
        let witness = event.witness(.logEnd(event.observation.logEnd))
        violate(leadership, last.next, witness, after: longest.witness, &findings)
      }
      if last <= longest.index { return }
    }
    leaderships[context.slot]?.longest = (last, event.witness(.logEnd(event.observation.logEnd)))
  }

  private func violate(
    _ leadership: Leadership, _ index: LogIndex, _ witness: Witness, after earlier: Witness? = nil,
    _ findings: inout Findings
  ) {
    findings.violate(
      Violation(
        property: Self.name, group: leadership.group,
        clash: .leaderShortensLog(witness.server, leadership.term, from: index),
        witnesses: [leadership.won] + (earlier.map { [$0] } ?? []) + [witness],
        firstUnexplained: witness.position))
  }
}
