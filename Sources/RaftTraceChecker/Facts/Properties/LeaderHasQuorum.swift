import RaftModel
import TraceFormat

/// A server becomes leader only with the votes of a quorum of its configuration.
///
/// Raft §5.2 and Figure 2 (Candidates) · §6 for joint configurations.
///
/// Judged only in a complete trace that shows the configuration, and the life or the campaign from its beginning: a vote that
/// no line shows may still have been given. The leader's own vote needs no message.
struct LeaderHasQuorum: FactProperty {
  static let description = PropertyDescription(
    name: .leaderHasQuorum,
    sentence: "a server becomes leader only with votes from a quorum of its configuration",
    reference: "Raft §5.2, Figure 2",
    why: """
      Two majorities have a server in common, and that server votes once; this is the whole reason why a term has one \
      leader. In a joint configuration a majority of the old and of the new members is needed.
      """,
    needs: ["all votes and members, declared complete"])

  private struct Candidate {
    var votes = ResponseTally()
    /// The lowest term that the life showed.
    var lowestTerm: Term?
    /// Whether the life is shown from its start, or from the beginning of a campaign.
    var isShownFromBeginning = false
    /// The line that shows the campaign of a term.
    var campaign: (term: Term, witness: Witness)?

    /// Whether votes of a term may have been counted before the first line.
    func mayHaveEarlierVotes(in term: Term) -> Bool {
      !isShownFromBeginning && lowestTerm.map { $0 >= term } ?? true
    }
  }

  private var candidates = SlotArray<Candidate>(Candidate())
  private var violations = MessageViolations()

  mutating func consider(_ event: TraceEvent, _ context: EventContext, _ findings: inout Findings) {
    guard context.dialect.isComplete else { return }
    switch event.kind {
    case .start:
      candidates[context.slot] = Candidate()
      candidates[context.slot].isShownFromBeginning = true
    case .roleChanged(.candidate): candidates[context.slot].isShownFromBeginning = true
    default: break
    }
    if let term = event.observation.currentTerm.value { note(term, event, context) }
    switch event.kind {
    case .messageReceived(let message): note(message, event, context)
    case .roleChanged(.leader): judge(event, context)
    default: break
    }
  }

  private mutating func note(_ term: Term, _ event: TraceEvent, _ context: EventContext) {
    candidates[context.slot].votes.enter(term)
    candidates[context.slot].lowestTerm = min(candidates[context.slot].lowestTerm ?? term, term)
    if event.shownRole == .candidate, candidates[context.slot].campaign?.term != term {
      candidates[context.slot].campaign = (term, event.witness(.becameCandidate(term)))
    }
  }

  private mutating func note(_ message: Message, _ event: TraceEvent, _ context: EventContext) {
    guard case .requestVoteResponse(let response) = message.body else { return }
    violations.noteMessage(in: event.group)
    guard response.voteGranted != .known(false) else { return }
    candidates[context.slot].votes.note(
      message.source, in: message.term, lineShowsTerm: event.observation.currentTerm.isKnown)
  }

  private mutating func judge(_ event: TraceEvent, _ context: EventContext) {
    let candidate = candidates[context.slot]
    // A line that tells a leadership again may show a later configuration.
    guard context.life.role != .leader, let term = event.termAfter, !candidate.mayHaveEarlierVotes(in: term),
      let configuration = context.configuration(of: event)
    else { return }
    violations.tested(in: event.group)
    let hasVoted = { (server: ServerID) in server == event.server || candidate.votes.maySayYes(server) }
    guard let voters = Quorum.votersWithoutMajority(in: configuration, by: hasVoted) else { return }
    let campaign = candidate.campaign.flatMap { $0.term == term ? $0.witness : nil }
    violations.hold(
      Violation(
        property: Self.name, group: event.group,
        clash: .electedWithoutQuorum(
          event.server, term, votes: voters.count(where: hasVoted), voters: voters.count),
        witnesses: [campaign, event.witness(.becameLeader(term))].compactMap { $0 },
        firstUnexplained: event.position))
  }

  mutating func finish(_ symbols: TraceSymbols, _ findings: inout Findings) { violations.publish(&findings) }
}
