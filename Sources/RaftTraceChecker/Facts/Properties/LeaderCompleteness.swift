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

  private struct Candidacy: Hashable {
    var group: Int
    var server: ServerID
    var term: Term
  }

  private struct Campaign {
    var log = LogEnd(index: .unknown, term: .unknown)
    var shown: Witness?
    var election: Witness?
    var isRecorded = false
  }

  /// A commit whose term is not known yet: the server's next shown term bounds it.
  private struct Pending {
    var index: (LogIndex, Witness)?
    var entryTerm: (Term, Witness)?
  }

  /// What one group shows of commits and of leaders.
  private struct GroupFacts {
    var commits = TermFrontier<LogIndex>()
    var entryTerms = TermFrontier<Term>()
    var leadersByIndex = LeaderFrontier<LogIndex>()
    var leadersByTerm = LeaderFrontier<Term>()
    var blamed: Set<Term> = []
  }

  private var campaigns: [Candidacy: Campaign] = [:]
  private var groups = SlotArray<GroupFacts>(GroupFacts())
  private var pending = SlotArray<Pending>(Pending())
  private var lastLeadership = SlotArray<(ServerID, Term)?>(nil)

  mutating func consider(_ event: TraceEvent, _ context: EventContext, _ findings: inout Findings) {
    if event.isStart { pending[context.slot] = Pending() }
    noteCommit(event, context, &findings)
    if let log = event.candidateLog { noteCampaign(log, event, context, &findings) }
    event.forEachLeadership { leadership in
      if let (leader, term) = lastLeadership[context.group], leader == leadership.leader,
        term == leadership.term
      {
        return
      }
      lastLeadership[context.group] = (leadership.leader, leadership.term)
      noteElection(leadership, event, context, &findings)
    }
  }

  private mutating func noteCommit(_ event: TraceEvent, _ context: EventContext, _ findings: inout Findings) {
    if event.observation.moment == .before {
      notePending(event.observation.commitIndex.value, event, context)
      settle(event, context, &findings)
      notePending(event.committedEntry, event, context)
    } else {
      notePending(event.observation.commitIndex.value, event, context)
      notePending(event.committedEntry, event, context)
      settle(event, context, &findings)
    }
  }

  private mutating func notePending(_ commit: LogIndex?, _ event: TraceEvent, _ context: EventContext) {
    guard let commit, commit > pending[context.slot].index?.0 ?? .zero else { return }
    pending[context.slot].index = (commit, event.witness(.committed(commit, entryTerm: .unknown)))
  }

  private mutating func notePending(_ entry: LogEntry?, _ event: TraceEvent, _ context: EventContext) {
    guard let entry else { return }
    let witness = event.witness(event.commitStatement(entry))
    if entry.index > pending[context.slot].index?.0 ?? .zero {
      pending[context.slot].index = (entry.index, witness)
    }
    if let term = entry.term.value, term > pending[context.slot].entryTerm?.0 ?? .zero {
      pending[context.slot].entryTerm = (term, witness)
    }
  }

  /// Turns what is pending into facts once the server shows a term.
  private mutating func settle(_ event: TraceEvent, _ context: EventContext, _ findings: inout Findings) {
    guard let bound = event.observation.currentTerm.value else { return }
    let group = context.group
    if let (index, witness) = pending[context.slot].index {
      pending[context.slot].index = nil
      if !groups[group].commits.implies(term: bound, index: index) {
        groups[group].commits.insert(.init(term: bound, index: index, witness: witness))
        if let fact = groups[group].leadersByIndex.shortest(above: bound) {
          judge(
            fact.leader, (bound, index, .unknown, witness), fact.end < index, event.group, group, &findings)
        }
      }
    }
    guard let (term, witness) = pending[context.slot].entryTerm else { return }
    pending[context.slot].entryTerm = nil
    guard !groups[group].entryTerms.implies(term: bound, index: term) else { return }
    groups[group].entryTerms.insert(.init(term: bound, index: term, witness: witness))
    if let fact = groups[group].leadersByTerm.shortest(above: bound) {
      judge(
        fact.leader, (bound, witness.committedIndex, .known(term), witness), fact.end < term, event.group,
        group,
        &findings)
    }
  }

  private mutating func noteCampaign(
    _ log: CandidateLog, _ event: TraceEvent, _ context: EventContext, _ findings: inout Findings
  ) {
    let key = Candidacy(group: context.group, server: log.candidate, term: log.term)
    var campaign = campaigns[key] ?? Campaign()
    let isNews =
      !campaign.log.index.isKnown && log.end.index.isKnown
      || !campaign.log.term.isKnown && log.end.term.isKnown
    guard isNews || campaign.shown == nil else { return }
    campaign.log.index = campaign.log.index.or(log.end.index)
    campaign.log.term = campaign.log.term.or(log.end.term)
    campaign.shown = event.witness(.candidateLog(candidate: log.candidate, log.term, campaign.log))
    campaign.isRecorded = false
    campaigns[key] = campaign
    record(key, event.group, &findings)
  }

  private mutating func noteElection(
    _ leadership: Leadership, _ event: TraceEvent, _ context: EventContext, _ findings: inout Findings
  ) {
    let key = Candidacy(group: context.group, server: leadership.leader, term: leadership.term)
    guard campaigns[key]?.election == nil || leadership.directness == .won else { return }
    let isOwn = leadership.leader == event.server
    campaigns[key, default: Campaign()].election = event.witness(
      isOwn
        ? leadership.directness == .won ? .becameLeader(leadership.term) : .leads(leadership.term)
        : .followsLeader(leadership.leader, leadership.term))
    record(key, event.group, &findings)
  }

  /// Judges a leader once both its election and the end of its log are known.
  private mutating func record(_ key: Candidacy, _ groupID: GroupID, _ findings: inout Findings) {
    guard let campaign = campaigns[key], !campaign.isRecorded, let shown = campaign.shown,
      let election = campaign.election
    else { return }
    campaigns[key]?.isRecorded = true
    let leader = ElectedLeader(
      server: key.server, term: key.term, log: campaign.log, campaign: shown, election: election)
    if let end = campaign.log.index.value {
      groups[key.group].leadersByIndex.insert(.init(term: key.term, end: end, leader: leader))
      if let fact = groups[key.group].commits.highest(below: key.term) {
        judge(
          leader, (fact.term, fact.index, .unknown, fact.witness), end < fact.index, groupID, key.group,
          &findings)
      }
    }
    if let end = campaign.log.term.value {
      groups[key.group].leadersByTerm.insert(.init(term: key.term, end: end, leader: leader))
      if let fact = groups[key.group].entryTerms.highest(below: key.term) {
        judge(
          leader, (fact.term, fact.witness.committedIndex, .known(fact.index), fact.witness),
          end < fact.index,
          groupID, key.group, &findings)
      }
    }
  }

  private mutating func judge(
    _ leader: ElectedLeader,
    _ commit: (bound: Term, index: LogIndex, entryTerm: Observed<Term>, witness: Witness),
    _ lacksIt: Bool, _ groupID: GroupID, _ group: Int, _ findings: inout Findings
  ) {
    findings.tested()
    guard lacksIt, groups[group].blamed.insert(leader.term).inserted else { return }
    findings.violate(
      Violation(
        property: Self.name, group: groupID,
        clash: .leaderLacksCommitted(
          leader: leader.server, leader.term, leader.log, committed: commit.index,
          entryTerm: commit.entryTerm,
          by: commit.bound),
        witnesses: [commit.witness, leader.campaign, leader.election]))
  }
}

extension TraceEvent {
  /// The entry that the line shows to be committed, with its own term where that is known.
  fileprivate var committedEntry: LogEntry? {
    switch kind {
    case .applied(let entry): entry
    case .committed(let commit): LogEntry(index: commit.index, term: commit.entryTerm)
    case .snapshotTaken(let snapshot), .snapshotInstalled(let snapshot):
      LogEntry(index: snapshot.lastIncludedIndex, term: snapshot.lastIncludedTerm)
    default: nil
    }
  }

  fileprivate func commitStatement(_ entry: LogEntry) -> Statement {
    if case .committed = kind { return .committed(entry.index, entryTerm: entry.term) }
    return .applied(entry)
  }
}

extension Witness {
  /// The index that a witness of a commit states.
  fileprivate var committedIndex: LogIndex {
    switch statement {
    case .committed(let index, _): index
    case .applied(let entry): entry.index
    default: .zero
    }
  }
}
