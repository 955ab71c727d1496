import TraceFormat

/// At most one leader is elected in a given term.
///
/// Raft §5.2 and Figure 3 · dissertation Lemma 2.
///
/// Stated over the history of elections, not over who leads now: a leader that won the term and stepped down before its
/// rival won it too would otherwise be missed.
struct ElectionSafety: FactProperty {
  static let description = PropertyDescription(
    name: .electionSafety,
    sentence: "at most one leader is elected in a given term",
    reference: "Raft §5.2, Figure 3",
    why: """
      A server votes once in a term, and a leader needs a majority, so two leaders of one term have a voter in common \
      that voted twice. With two leaders, two different entries can be committed at one index. The history of all terms \
      is kept: the two need not lead at the same moment.
      """,
    needs: ["which server leads a term"])

  /// The leaders of one term; more than one only in a violation.
  private struct TermLeaders {
    var first: Leader
    var others: [Leader] = []
  }

  private struct Leader {
    var server: ServerID
    var directness: Leadership.Directness
    var witness: Witness
  }

  private var leaders = SlotArray<[Term: TermLeaders]>([:])
  /// The terms with more than one leader, in the order of their discovery.
  private var contested: [(group: Int, term: Term)] = []
  private var latest = SlotArray<(term: Term, leader: ServerID, directness: Leadership.Directness)?>(nil)

  mutating func consider(_ event: TraceEvent, _ context: EventContext, _ findings: inout Findings) {
    event.forEachLeadership { leadership in
      if let known = latest[context.group], known.term == leadership.term, known.leader == leadership.leader,
        known.directness >= leadership.directness
      {
        return
      }
      latest[context.group] = (leadership.term, leadership.leader, leadership.directness)
      record(leadership, event, context.group, &findings)
    }
  }

  private mutating func record(
    _ leadership: Leadership, _ event: TraceEvent, _ group: Int, _ findings: inout Findings
  ) {
    let leader = Leader(
      server: leadership.leader, directness: leadership.directness,
      witness: event.witness(leadership.statement(on: event)))
    guard var term = leaders[group][leadership.term] else {
      leaders[group][leadership.term] = TermLeaders(first: leader)
      findings.tested()
      return
    }
    if term.first.server == leader.server {
      guard leader.directness > term.first.directness else { return }
      term.first = leader
    } else if let i = term.others.firstIndex(where: { $0.server == leader.server }) {
      guard leader.directness > term.others[i].directness else { return }
      term.others[i] = leader
    } else {
      if term.others.isEmpty { contested.append((group, leadership.term)) }
      term.others.append(leader)
      findings.tested()
    }
    leaders[group][leadership.term] = term
  }

  mutating func finish(_ symbols: TraceSymbols, _ findings: inout Findings) {
    for (group, term) in contested.sorted(by: { ($0.group, $0.term) < ($1.group, $1.term) }) {
      guard let found = leaders[group][term] else { continue }
      let all = ([found.first] + found.others).sorted { $0.witness.position < $1.witness.position }
      // A server may have been known by two names, and only later lines told.
      var seen: Set<ServerID> = []
      let rivals = all.filter { seen.insert(symbols.canonical($0.server)).inserted }
      guard rivals.count > 1 else { continue }
      findings.violate(
        Violation(
          property: Self.name, group: GroupID(UInt32(group)),
          clash: .twoLeaders(rivals[0].server, rivals[1].server, term), witnesses: rivals.map(\.witness)))
    }
  }
}
