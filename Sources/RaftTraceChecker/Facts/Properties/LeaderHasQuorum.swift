import RaftModel
import TraceFormat

/// A server becomes leader only with the votes of a quorum of its configuration.
///
/// Raft §5.2 and Figure 2 (Candidates) · §6 for joint configurations.
///
/// Judged only in a complete trace that shows the configuration: a vote that no line shows may still have been given. The
/// leader's own vote needs no message.
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

  private struct Campaign {
    var term: Term
    var votes = ResponseEvidence()
    var began: Witness
  }

  private var campaigns = SlotArray<Campaign?>(nil)
  private var violations = ResponseViolations()

  mutating func consider(_ event: TraceEvent, _ context: EventContext, _ findings: inout Findings) {
    guard context.dialect.isComplete else { return }
    if event.isStart { campaigns[context.slot] = nil }
    if event.shownRole == .candidate, let term = event.observation.currentTerm.value,
      campaigns[context.slot]?.term != term
    {
      campaigns[context.slot] = Campaign(term: term, began: event.witness(.becameCandidate(term)))
    }
    if case .messageReceived(let message) = event.kind, case .requestVoteResponse(let response) = message.body
    {
      note(response, message, event, context)
    }
    if case .roleChanged(.leader) = event.kind { judge(event, context, &findings) }
  }

  private mutating func note(
    _ response: RequestVoteResponse, _ message: Message, _ event: TraceEvent, _ context: EventContext
  ) {
    violations.noteResponse(in: event.group)
    guard let campaign = campaigns[context.slot], response.voteGranted != .known(false),
      message.term.value.map({ $0 == campaign.term }) ?? true
    else { return }
    campaigns[context.slot]?.votes.note(message.source)
  }

  private mutating func judge(_ event: TraceEvent, _ context: EventContext, _ findings: inout Findings) {
    guard let campaign = campaigns[context.slot], event.termAfter == campaign.term,
      let configuration = context.configuration(of: event)
    else { return }
    findings.tested()
    let hasVoted = { (server: ServerID) in server == event.server || campaign.votes.maySayYes(server) }
    guard let voters = Quorum.votersWithoutMajority(in: configuration, by: hasVoted) else { return }
    violations.hold(
      Violation(
        property: Self.name, group: event.group,
        clash: .electedWithoutQuorum(
          event.server, campaign.term, votes: voters.count(where: hasVoted), voters: voters.count),
        witnesses: [campaign.began, event.witness(.becameLeader(campaign.term))],
        firstUnexplained: event.position))
  }

  mutating func finish(_ symbols: TraceSymbols, _ findings: inout Findings) { violations.publish(&findings) }
}
