import TraceFormat

/// A candidate campaigns in a term that is new to it, votes for itself, and has no entry of that term.
///
/// Raft §5.2 and Figure 2 (Candidates) · Verdi: candidates vote for selves, candidate term greater than log.
///
/// Lines may be missing, so the new term need not be the old one plus one; it must not be one in which the server was
/// shown to be something else before. Entries that a server holds in term 0 came from a bootstrap, not from Raft, and their
/// terms say nothing.
struct CampaignWellFormed: FactProperty {
  static let description = PropertyDescription(
    name: .campaignWellFormed,
    sentence: "a candidate campaigns in a new term, votes for itself, and has no entry of that term",
    reference: "Raft §5.2, Figure 2",
    why: """
      A campaign begins by raising the term and voting for oneself. A server that campaigns in a term in which it already \
      followed or voted can win a term that has a leader.
      """,
    needs: ["a server becoming candidate, with its term"])

  private struct Standing {
    var term: Term
    var role: Role
    var witness: Witness
  }

  private var standing = SlotArray<Standing?>(nil)
  /// The last index that a server was shown to hold before any term.
  private var bootstrapped = SlotArray<LogIndex>(.zero)

  mutating func consider(_ event: TraceEvent, _ context: EventContext, _ findings: inout Findings) {
    if event.isStart { standing[context.slot] = nil }
    if event.observation.currentTerm == .known(.zero), let last = event.observation.lastLogIndex.value {
      bootstrapped[context.slot] = max(bootstrapped[context.slot], last)
    }
    judgeRequest(event, context, &findings)
    guard let term = event.observation.currentTerm.value, let role = event.shownRole else { return }
    let isNewCampaign =
      role == .candidate && (standing[context.slot].map { $0.role != .candidate || $0.term != term } ?? true)
    if isNewCampaign { judge(term, event, context, &findings) }
    note(role, term, event, context)
  }

  /// Remembers a role in a term.
  ///
  /// That a server was *seen* as follower in a term it does not tell: it may be about to become
  /// candidate in it; that it *became* follower does.
  private mutating func note(_ role: Role, _ term: Term, _ event: TraceEvent, _ context: EventContext) {
    let hasBecome = if case .roleChanged = event.kind { event.observation.moment == .after } else { false }
    guard hasBecome || role == .candidate else { return }
    guard standing[context.slot]?.term != term || standing[context.slot]?.role != role else { return }
    standing[context.slot] = Standing(term: term, role: role, witness: event.witness(.inTerm(term)))
  }

  private func judge(_ term: Term, _ event: TraceEvent, _ context: EventContext, _ findings: inout Findings) {
    findings.tested()
    if let earlier = standing[context.slot], earlier.term == term, earlier.role != .preCandidate {
      violate(.campaignWithoutNewTerm(event.server, term), [earlier.witness], term, event, &findings)
    }
    if case .known(let votedFor?) = event.observation.votedFor, votedFor != event.server,
      event.observation.moment == .after
    {
      violate(.candidateVotesForOther(event.server, votedFor: votedFor, term), [], term, event, &findings)
    }
    if let lastLogTerm = event.observation.lastLogTerm.value, lastLogTerm >= term,
      !isBootstrapped(event.observation.lastLogIndex, lastLogTerm, context)
    {
      violate(
        .logTermNotBelowCampaign(event.server, term, lastLogTerm: lastLogTerm), [], term, event, &findings)
    }
  }

  /// A request for votes shows the term and the last entry's term by itself.
  private func judgeRequest(_ event: TraceEvent, _ context: EventContext, _ findings: inout Findings) {
    guard case .messageSent(let message) = event.kind, case .requestVoteRequest(let request) = message.body,
      let term = message.term.value, let lastLogTerm = request.lastLogTerm.value
    else { return }
    findings.tested()
    guard lastLogTerm >= term, !isBootstrapped(request.lastLogIndex, lastLogTerm, context) else { return }
    violate(
      .logTermNotBelowCampaign(message.source, term, lastLogTerm: lastLogTerm), [], term, event, &findings)
  }

  private func isBootstrapped(_ last: Observed<LogIndex>, _ lastTerm: Term, _ context: EventContext) -> Bool {
    // A bootstrap writes entries of term 1 without an election, and the lines that show it may be missing.
    if lastTerm == Term(1) { return true }
    guard bootstrapped[context.slot] > .zero else { return false }
    return last.value.map { $0 <= bootstrapped[context.slot] } ?? true
  }

  private func violate(
    _ clash: Clash, _ earlier: [Witness], _ term: Term, _ event: TraceEvent, _ findings: inout Findings
  ) {
    let isRequest = event.message != nil
    let now =
      isRequest
      ? event.witness(
        .candidateLog(candidate: event.server, term, event.candidateLog?.end ?? event.observation.logEnd))
      : event.witness(.becameCandidate(term))
    findings.violate(
      Violation(
        property: Self.name, group: event.group, clash: clash, witnesses: earlier + [now],
        firstUnexplained: event.position))
  }
}
