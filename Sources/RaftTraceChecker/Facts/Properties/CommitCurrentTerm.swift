import TraceFormat

/// A leader advances its commit index only to an entry of its own term.
///
/// Raft §5.4.2, Figure 8 and Figure 2 (Leaders) · CCF: never commit entries of previous terms.
///
/// Followers may commit older entries: they learn it from a leader whose own entry covers them. What the server had
/// committed before it led is no advance of a leader: for a commit in a complete trace that is what its life showed, otherwise
/// the first commit index that it shows as leader, for it may be told again, or be shown late.
struct CommitCurrentTerm: FactProperty {
  static let description = PropertyDescription(
    name: .commitCurrentTerm,
    sentence: "a leader advances its commit index only to an entry of its own term",
    reference: "Raft §5.4.2, Figure 8",
    why: """
      An entry of an older term may be on a majority and still be overwritten by a later leader that never saw it \
      (Figure 8). It is committed only together with an entry of the leader's own term behind it.
      """,
    needs: ["the term of an entry that a leader commits"]
  )

  private struct Leadership {
    var term: Term
    /// The last index that is older than the leadership, where the campaign showed it.
    var lastOlder: LogIndex?
    var campaign: Witness?
    var leads: Witness?
    /// The highest commit index that was no advance of this leader, or was judged.
    var baseline: LogIndex?
  }

  private var leaderships = SlotArray<Leadership?>(nil)
  /// The highest commit index of the life, in whatever role.
  private var highest = SlotArray<LogIndex?>(nil)

  mutating func consider(_ event: TraceEvent, _ context: EventContext, _ findings: inout Findings) {
    if event.isStart {
      leaderships[context.slot] = nil
      highest[context.slot] = nil
    }
    noteCampaign(event, context)
    considerLeader(event, context, &findings)
    if let commit = event.shownCommit { highest[context.slot] = max(highest[context.slot] ?? .zero, commit) }
  }

  private mutating func considerLeader(
    _ event: TraceEvent, _ context: EventContext, _ findings: inout Findings
  ) {
    guard event.shownRole == .leader || isLeading(context, event),
      let term = event.observation.currentTerm.value
    else { return }
    if leaderships[context.slot]?.term != term {
      leaderships[context.slot] = Leadership(term: term)
    }
    if leaderships[context.slot]?.leads == nil {
      leaderships[context.slot]?.leads = event.witness(.leads(term))
    }
    // What an event does may happen in a later term than the state before it.
    let commit = event.observation.moment == .after ? event.shownCommit : event.observation.commitIndex.value
    if let commit { judge(commit, event, context, &findings) }
  }

  private func isLeading(_ context: EventContext, _ event: TraceEvent) -> Bool {
    context.life.role == .leader && event.shownRole == nil
      && context.life.term == event.observation.currentTerm.value
  }

  private mutating func noteCampaign(_ event: TraceEvent, _ context: EventContext) {
    guard let log = event.candidateLog, log.candidate == event.server, let last = log.end.index.value else {
      return
    }
    if leaderships[context.slot]?.term != log.term { leaderships[context.slot] = Leadership(term: log.term) }
    guard leaderships[context.slot]?.lastOlder.map({ last < $0 }) ?? true else { return }
    leaderships[context.slot]?.lastOlder = last
    leaderships[context.slot]?.campaign = event.witness(
      .candidateLog(candidate: event.server, log.term, log.end))
  }

  private mutating func judge(
    _ commit: LogIndex, _ event: TraceEvent, _ context: EventContext, _ findings: inout Findings
  ) {
    guard let leadership = leaderships[context.slot] else { return }
    var entryTerm: Observed<Term> = .unknown
    var isCommit = false
    if case .committed(let advance) = event.kind, event.observation.moment == .after {
      entryTerm = advance.entryTerm
      isCommit = true
    }
    // A complete trace that shows commits shows each; a state may show one that is older than the leadership.
    let showsEach = isCommit && context.dialect.isComplete
    let baseline = showsEach ? highest[context.slot] : leadership.baseline
    let isAdvance = baseline.map { commit > $0 } ?? showsEach
    leaderships[context.slot]?.baseline = max(leadership.baseline ?? .zero, commit)
    guard isAdvance, entryTerm.isKnown || leadership.lastOlder != nil else { return }
    findings.tested()
    let isOld =
      entryTerm.value.map { $0 < leadership.term } ?? (leadership.lastOlder.map { commit <= $0 } ?? false)
    guard isOld else { return }
    findings.violate(
      Violation(
        property: Self.name, group: event.group,
        clash: .commitsOldTerm(leader: event.server, leadership.term, commit, entryTerm: entryTerm),
        witnesses: [leadership.campaign, leadership.leads].compactMap { $0 }
          + [event.witness(.committed(commit, entryTerm: entryTerm))],
        firstUnexplained: event.position))
  }
}
