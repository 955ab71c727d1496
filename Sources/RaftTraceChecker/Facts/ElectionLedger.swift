import TraceFormat

/// A server's campaign in a term.
struct Candidacy: Hashable {
  var group: Int
  var server: ServerID
  var term: Term
}

/// What lines show of the end of a candidate's log, each half with the line that shows it.
struct CampaignLog {
  var index: (last: LogIndex, witness: Witness)?
  var term: (last: Term, witness: Witness)?

  var end: LogEnd { LogEnd(index: Observed(index?.last), term: Observed(term?.last)) }

  /// Takes in what another line shows.
  ///
  /// Of different values the greater one is kept: a campaign that a crash undid may have been repeated in the same term,
  /// and the log with which the candidate won is then the better one.
  mutating func take(_ log: CandidateLog, by event: TraceEvent) {
    let witness = event.witness(.candidateLog(candidate: log.candidate, log.term, log.end))
    var shown = CampaignLog()
    if let last = log.end.index.value { shown.index = (last, witness) }
    if let last = log.end.term.value { shown.term = (last, witness) }
    take(shown)
  }

  mutating func take(_ other: CampaignLog) {
    if let shown = other.index, index.map({ $0.last < shown.last }) ?? true { index = shown }
    if let shown = other.term, term.map({ $0.last < shown.last }) ?? true { term = shown }
  }
}

/// A leader with the end of its log at its election, and the line that shows the election.
struct ElectedLeader {
  var candidacy: Candidacy
  var log: CampaignLog
  var election: Witness
}

/// Joins what any line shows of a campaign – where the candidate's log ended – with what any line shows of its success.
///
/// The two may come in either order. A candidate's own line also shows a campaign that a crash undid: if its server starts
/// again in an older term, or in one that is not shown, it may have campaigned again unseen, with another log. So such a line
/// counts only until then, unless the same life is shown to have won the term. A request that another server saw had left,
/// and a server asks for votes in a term that it has stored: nothing undoes it.
struct ElectionLedger {
  private struct Record {
    var heard = CampaignLog()
    /// By slot: the lines of a server in several files have no order.
    var own: [Int: CampaignLog] = [:]
    var election: Witness?
    var directness = Leadership.Directness.believed
  }

  private var records: [Candidacy: Record] = [:]
  private var latest = SlotArray<Leadership?>(nil)
  /// The terms in which a server's present life campaigned and is not shown to have won.
  private var openTerms = SlotArray<[Term]>([])

  /// Takes in an event.
  mutating func consider(_ event: TraceEvent, _ context: EventContext) {
    if event.isStart { undoCampaigns(event, context) }
    if let log = event.candidateLog { note(log, event, context) }
    event.forEachLeadership { leadership in
      if leadership.leader == event.server, !openTerms[context.slot].isEmpty {
        openTerms[context.slot].removeAll { $0 == leadership.term }
      }
      if let known = latest[context.group], known.leader == leadership.leader, known.term == leadership.term,
        known.directness >= leadership.directness
      {
        return
      }
      latest[context.group] = leadership
      note(leadership, event, context)
    }
  }

  /// The leaders of which a line shows where their log ended, by group, term and server.
  var leaders: [ElectedLeader] {
    let order = records.keys.sorted { ($0.group, $0.term, $0.server) < ($1.group, $1.term, $1.server) }
    return order.compactMap { candidacy in
      guard let record = records[candidacy], let election = record.election else { return nil }
      var log = CampaignLog()
      for slot in record.own.keys.sorted() { record.own[slot].map { log.take($0) } }
      log.take(record.heard)
      guard log.index != nil || log.term != nil else { return nil }
      return ElectedLeader(candidacy: candidacy, log: log, election: election)
    }
  }

  private mutating func undoCampaigns(_ event: TraceEvent, _ context: EventContext) {
    let recovered = event.observation.currentTerm.value ?? .zero
    for term in openTerms[context.slot] where term > recovered {
      records[Candidacy(group: context.group, server: event.server, term: term)]?.own[context.slot] = nil
    }
    openTerms[context.slot] = []
  }

  private mutating func note(_ log: CandidateLog, _ event: TraceEvent, _ context: EventContext) {
    guard log.end.index.isKnown || log.end.term.isKnown else { return }
    let candidacy = Candidacy(group: context.group, server: log.candidate, term: log.term)
    guard event.server == log.candidate else {
      // Another server of that name may have asked.
      if context.dialect.reusesIdentities { return }
      records[candidacy, default: Record()].heard.take(log, by: event)
      return
    }
    // A request that got lost may be one of an earlier life.
    switch event.kind {
    case .messageDropped, .messageDuplicated: return
    default: break
    }
    records[candidacy, default: Record()].own[context.slot, default: CampaignLog()].take(log, by: event)
    if !openTerms[context.slot].contains(log.term) { openTerms[context.slot].append(log.term) }
  }

  private mutating func note(_ leadership: Leadership, _ event: TraceEvent, _ context: EventContext) {
    let candidacy = Candidacy(group: context.group, server: leadership.leader, term: leadership.term)
    let known = records[candidacy]
    guard known?.election == nil || leadership.directness > known?.directness ?? .believed else { return }
    records[candidacy, default: Record()].election = event.witness(leadership.statement(on: event))
    records[candidacy]?.directness = leadership.directness
  }
}

extension Leadership {
  /// What the line says of it.
  func statement(on event: TraceEvent) -> Statement {
    guard leader == event.server else { return .followsLeader(leader, term) }
    return directness == .won ? .becameLeader(term) : .leads(term)
  }
}
