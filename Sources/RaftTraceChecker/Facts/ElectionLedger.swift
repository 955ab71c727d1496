import TraceFormat

/// A server's campaign in a term.
struct Candidacy: Hashable {
  var group: Int
  var server: ServerID
  var term: Term
}

/// A leader with the end of its log at its election, and the lines that show both.
struct ElectedLeader {
  var candidacy: Candidacy
  var log: LogEnd
  var campaign: Witness
  var election: Witness
}

/// Joins what any line shows of a campaign – where the candidate's log ended – with what any line shows of its success.
///
/// The two may come in either order. Of several lines that show the same the server's own is kept.
struct ElectionLedger {
  private struct Record {
    var log = LogEnd(index: .unknown, term: .unknown)
    var campaign: Witness?
    var election: Witness?
    var directness = Leadership.Directness.believed
  }

  private var records: [Candidacy: Record] = [:]
  private var latest = SlotArray<Leadership?>(nil)

  /// Takes in an event and gives each leader of whose election or log it shows something new.
  mutating func consider(_ event: TraceEvent, _ context: EventContext) -> [ElectedLeader] {
    var news: [ElectedLeader] = []
    if let log = event.candidateLog, let leader = note(log, event, context) { news.append(leader) }
    event.forEachLeadership { leadership in
      if let known = latest[context.group], known.leader == leadership.leader, known.term == leadership.term,
        known.directness >= leadership.directness
      {
        return
      }
      latest[context.group] = leadership
      if let leader = note(leadership, event, context) { news.append(leader) }
    }
    return news
  }

  /// The leader with the best lines that were seen by now.
  func leader(_ candidacy: Candidacy) -> ElectedLeader? {
    guard let record = records[candidacy], let campaign = record.campaign, let election = record.election
    else {
      return nil
    }
    return ElectedLeader(candidacy: candidacy, log: record.log, campaign: campaign, election: election)
  }

  private mutating func note(
    _ log: CandidateLog, _ event: TraceEvent, _ context: EventContext
  ) -> ElectedLeader? {
    let candidacy = Candidacy(group: context.group, server: log.candidate, term: log.term)
    var record = records[candidacy] ?? Record()
    let isNews =
      !record.log.index.isKnown && log.end.index.isKnown || !record.log.term.isKnown && log.end.term.isKnown
    if let shown = log.end.index.value, let known = record.log.index.value, shown > known {
      // A campaign that a crash undid may have been repeated in the same term with a longer log.
      record.log = LogEnd(index: log.end.index, term: log.end.term.or(record.log.term))
      record.campaign = event.witness(.candidateLog(candidate: log.candidate, log.term, record.log))
      records[candidacy] = record
      return nil
    }
    let isCloser =
      log.end == record.log && record.campaign?.server != log.candidate && event.server == log.candidate
    guard isNews || isCloser else { return nil }
    record.log.index = record.log.index.or(log.end.index)
    record.log.term = record.log.term.or(log.end.term)
    record.campaign = event.witness(.candidateLog(candidate: log.candidate, log.term, record.log))
    records[candidacy] = record
    return isNews ? leader(candidacy) : nil
  }

  private mutating func note(
    _ leadership: Leadership, _ event: TraceEvent, _ context: EventContext
  ) -> ElectedLeader? {
    let candidacy = Candidacy(group: context.group, server: leadership.leader, term: leadership.term)
    let isNews = records[candidacy]?.election == nil
    guard isNews || leadership.directness > records[candidacy]?.directness ?? .believed else { return nil }
    records[candidacy, default: Record()].election = event.witness(leadership.statement(on: event))
    records[candidacy]?.directness = leadership.directness
    return isNews ? leader(candidacy) : nil
  }
}

extension Leadership {
  /// What the line says of it.
  func statement(on event: TraceEvent) -> Statement {
    guard leader == event.server else { return .followsLeader(leader, term) }
    return directness == .won ? .becameLeader(term) : .leads(term)
  }
}
