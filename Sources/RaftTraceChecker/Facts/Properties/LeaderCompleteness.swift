import TraceFormat

/// An entry committed in a term is in the log of every leader of a later term.
///
/// Raft §5.4.3 and Figure 3.
///
/// Compared whenever either half becomes known, so that a stale leader that commits late is found as well as a leader
/// elected without the entry. The term of a commit is at most the term that its server shows then or next; the log of a
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

  /// What one group shows.
  ///
  /// A log lacks an entry for certain when it is shorter, and also when its last term is older than
  /// the entry's, because terms never fall along a log.
  private struct GroupFacts {
    var commitsByIndex = CommitFrontier<LogIndex>()
    var commitsByEntryTerm = CommitFrontier<Term>()
    var leadersByIndex = LeaderFrontier<LogIndex>()
    var leadersByTerm = LeaderFrontier<Term>()
  }

  private struct Incompleteness {
    var group: GroupID
    var leader: Candidacy
    var commit: CommitFact
  }

  private var commits = CommitLedger()
  private var elections = ElectionLedger()
  private var groups = SlotArray<GroupFacts>(GroupFacts())
  /// Each leader that lacks an entry, once.
  private var found: [Incompleteness] = []
  private var blamed: Set<Candidacy> = []

  mutating func consider(_ event: TraceEvent, _ context: EventContext, _ findings: inout Findings) {
    let bounded = commits.consider(event, context)
    if let commit = bounded.highest { note(commit, event.group, context.group, &findings) }
    if let commit = bounded.latest { note(commit, event.group, context.group, &findings) }
    for leader in elections.consider(event, context) { note(leader, event.group, &findings) }
  }

  private mutating func note(
    _ commit: CommitFact, _ groupID: GroupID, _ group: Int, _ findings: inout Findings
  ) {
    if groups[group].commitsByIndex.insert(commit, mark: commit.index),
      let leader = groups[group].leadersByIndex.shortest(above: commit.bound)
    {
      judge(leader.leader, commit, lacksIt: leader.end < commit.index, groupID, &findings)
    }
    if let term = commit.entryTerm.value, groups[group].commitsByEntryTerm.insert(commit, mark: term),
      let leader = groups[group].leadersByTerm.shortest(above: commit.bound)
    {
      judge(leader.leader, commit, lacksIt: leader.end < term, groupID, &findings)
    }
  }

  private mutating func note(_ leader: ElectedLeader, _ groupID: GroupID, _ findings: inout Findings) {
    let (group, term) = (leader.candidacy.group, leader.candidacy.term)
    if let end = leader.log.index.value {
      groups[group].leadersByIndex.insert(.init(end: end, leader: leader.candidacy))
      if let (index, commit) = groups[group].commitsByIndex.highest(below: term) {
        judge(leader.candidacy, commit, lacksIt: end < index, groupID, &findings)
      }
    }
    if let end = leader.log.term.value {
      groups[group].leadersByTerm.insert(.init(end: end, leader: leader.candidacy))
      if let (entryTerm, commit) = groups[group].commitsByEntryTerm.highest(below: term) {
        judge(leader.candidacy, commit, lacksIt: end < entryTerm, groupID, &findings)
      }
    }
  }

  private mutating func judge(
    _ leader: Candidacy, _ commit: CommitFact, lacksIt: Bool, _ groupID: GroupID, _ findings: inout Findings
  ) {
    findings.tested()
    guard lacksIt, blamed.insert(leader).inserted else { return }
    found.append(Incompleteness(group: groupID, leader: leader, commit: commit))
  }

  mutating func finish(_ symbols: TraceSymbols, _ findings: inout Findings) {
    for incompleteness in found {
      let (candidacy, commit) = (incompleteness.leader, incompleteness.commit)
      guard let leader = elections.leader(candidacy), leader.log.certainlyLacks(commit) else { continue }
      findings.violate(
        Violation(
          property: Self.name, group: incompleteness.group,
          clash: .leaderLacksCommitted(
            leader: candidacy.server, candidacy.term, leader.log, committed: commit.index,
            entryTerm: commit.entryTerm, by: commit.bound),
          witnesses: [commit.witness, leader.campaign, leader.election]))
    }
  }
}

extension LogEnd {
  /// Whether a log that ends here lacks an entry: it is shorter, or its last term is older than the entry's.
  fileprivate func certainlyLacks(_ commit: CommitFact) -> Bool {
    if let index = index.value, index < commit.index { return true }
    guard let term = term.value, let entryTerm = commit.entryTerm.value else { return false }
    return term < entryTerm
  }
}
