import TraceFormat

/// The vote of a term is kept for the whole term: neither a restart nor a step-down forgets it.
///
/// Raft Figure 2 (persistent state) and §5.2 · dissertation §3.8.
///
/// Across a restart only a vote that the trace proves to be on disk must come back: a crash between making and storing
/// it may legally lose it.
struct VoteDurable: FactProperty {
  static let description = PropertyDescription(
    name: .voteDurable,
    sentence: "a server keeps its vote for the whole term, over restarts too",
    reference: "Raft Figure 2, persistent state; dissertation §3.8",
    why: """
      A voter that forgets its vote in a term can vote again in it, for another candidate, and then the term can have two \
      leaders. The vote must be on disk before it is answered; stepping down within a term does not clear it.
      """,
    needs: ["a server's vote in one term at two moments"])

  private var ledger = VoteLedger()
  /// The last term in which a server was shown to have forgotten its vote; each is reported once.
  private var blamed = SlotArray<Term?>(nil)

  mutating func consider(_ event: TraceEvent, _ context: EventContext, _ findings: inout Findings) {
    ledger.forgetReusedIdentity(event, context)
    if event.observation.moment == .before || event.isStart {
      compareObserved(event, context, &findings)
    }
    event.forEachOwnVote { vote in
      let known = ledger.vote(of: context.slot, in: vote.term)
      if known?.incarnation != nil, known?.incarnation != context.incarnation(of: event) { findings.tested() }
      guard let earlier = ledger.record(vote, by: event, context), earlier.isDurable,
        earlier.incarnation != context.incarnation(of: event)
      else { return }
      violate(earlier, now: vote.candidate, event, context, &findings)
    }
    if event.observation.moment == .after, !event.isStart { compareObserved(event, context, &findings) }
    ledger.noteDurability(event, context)
  }

  /// Compares a shown "voted for nobody" with the vote that the term had.
  private mutating func compareObserved(
    _ event: TraceEvent, _ context: EventContext, _ findings: inout Findings
  ) {
    guard case .known(let votedFor) = event.observation.votedFor,
      let term = event.observation.currentTerm.value,
      let earlier = ledger.vote(of: context.slot, in: term)
    else { return }
    let isSameLife = earlier.incarnation == context.incarnation(of: event)
    guard isSameLife ? !earlier.isImplied : earlier.isDurable else { return }
    findings.tested()
    if votedFor == nil { violate(earlier, now: nil, event, context, &findings) }
  }

  private mutating func violate(
    _ earlier: VoteLedger.Vote, now: ServerID?, _ event: TraceEvent, _ context: EventContext,
    _ findings: inout Findings
  ) {
    guard blamed[context.slot] != earlier.term else { return }
    blamed[context.slot] = earlier.term
    let statement: Statement =
      if let now { .voted(candidate: now, earlier.term) } else { .votedForNobody(earlier.term) }
    findings.violate(
      Violation(
        property: Self.name, group: event.group,
        clash: .voteForgotten(voter: event.server, given: earlier.candidate, now: now, earlier.term),
        witnesses: [earlier.witness, event.witness(statement)], firstUnexplained: event.position))
  }
}
