import TraceFormat

/// An entry committed in a term is in the log of every leader of a later term.
///
/// Raft §5.4.3 and Figure 3.
///
/// Compared at the end of the trace, so that a stale leader that commits late is found as well as a leader elected without the
/// entry. The term of a commit is at most the term that its server shows then or next; the log of a
/// leader is the one it campaigned with. The term of the *entry* is no bound: a stale leader of a term between the two
/// rightly lacks it (Figure 8).
struct LeaderCompleteness: FactProperty {
  static let description = PropertyDescription(
    name: .leaderCompleteness,
    sentence: "an entry committed in a term is in the log of every leader of a later term",
    reference: "Raft §5.4.3, Figure 3",
    why: """
      A leader never asks for entries, it only hands out its own. If it lacks a committed entry, that entry is overwritten \
      wherever it still is: an acknowledged write is lost.
      """,
    needs: ["a commit, and the log a later leader had"])

  /// What one group shows to be committed.
  ///
  /// A log lacks an entry for certain when it is shorter, and also when its last term is older than
  /// the entry's, because terms never fall along a log.
  private struct Commits {
    var byIndex = CommitFrontier<LogIndex>()
    var byEntryTerm = CommitFrontier<Term>()
  }

  private var ledger = CommitLedger()
  private var elections = ElectionLedger()
  private var commits = SlotArray<Commits>(Commits())

  mutating func consider(_ event: TraceEvent, _ context: EventContext, _ findings: inout Findings) {
    let bounded = ledger.consider(event, context)
    if let commit = bounded.highest { note(commit, context.group) }
    if let commit = bounded.latest { note(commit, context.group) }
    elections.consider(event, context)
  }

  private mutating func note(_ commit: CommitFact, _ group: Int) {
    commits[group].byIndex.insert(commit, mark: commit.index)
    if let term = commit.entryTerm.value { commits[group].byEntryTerm.insert(commit, mark: term) }
  }

  mutating func finish(_ symbols: TraceSymbols, _ findings: inout Findings) {
    for leader in elections.leaders { judge(leader, &findings) }
  }

  /// Compares a leader's log with the best of what was committed in earlier terms; a leader is one fact, and blamed once.
  private func judge(_ leader: ElectedLeader, _ findings: inout Findings) {
    let (known, term) = (commits[leader.candidacy.group], leader.candidacy.term)
    let byIndex = leader.log.index.flatMap { end in
      known.byIndex.highest(below: term).map { (lacksIt: end.last < $0.mark, $0.commit, end.witness) }
    }
    let byTerm = leader.log.term.flatMap { end in
      known.byEntryTerm.highest(below: term).map { (lacksIt: end.last < $0.mark, $0.commit, end.witness) }
    }
    let comparisons = [byIndex, byTerm].compactMap { $0 }
    if comparisons.isEmpty { return }
    findings.tested()
    guard let (_, commit, campaign) = comparisons.first(where: \.lacksIt) else { return }
    violate(leader, commit, campaign, &findings)
  }

  private func violate(
    _ leader: ElectedLeader, _ commit: CommitFact, _ campaign: Witness, _ findings: inout Findings
  ) {
    findings.violate(
      Violation(
        property: Self.name, group: GroupID(UInt32(leader.candidacy.group)),
        clash: .leaderLacksCommitted(
          leader: leader.candidacy.server, leader.candidacy.term, leader.log.end, committed: commit.index,
          entryTerm: commit.entryTerm, by: commit.bound),
        witnesses: [commit.witness, campaign, leader.election]))
  }
}
