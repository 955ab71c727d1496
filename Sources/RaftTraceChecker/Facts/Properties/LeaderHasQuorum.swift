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
    var voters: Set<ServerID> = []
    var began: Witness
  }

  private var campaigns = SlotArray<Campaign?>(nil)

  mutating func consider(_ event: TraceEvent, _ context: EventContext, _ findings: inout Findings) {
    guard context.dialect.isComplete else { return }
    switch event.kind {
    case .start: campaigns[context.slot] = nil
    case .roleChanged(.candidate):
      guard let term = event.observation.currentTerm.value else { return }
      campaigns[context.slot] = Campaign(term: term, began: event.witness(.becameCandidate(term)))
    case .messageReceived:
      guard let vote = event.countedVote, vote.term == campaigns[context.slot]?.term else { return }
      campaigns[context.slot]?.voters.insert(vote.voter)
    case .roleChanged(.leader): judge(event, context, &findings)
    default: break
    }
  }

  private func judge(_ event: TraceEvent, _ context: EventContext, _ findings: inout Findings) {
    guard let campaign = campaigns[context.slot], event.observation.currentTerm == .known(campaign.term),
      let configuration = context.configuration(of: event)
    else { return }
    findings.tested()
    let hasVoted = { (server: ServerID) in campaign.voters.contains(server) || server == event.server }
    guard let voters = Quorum.votersWithoutMajority(in: configuration, by: hasVoted) else { return }
    findings.violate(
      Violation(
        property: Self.name, group: event.group,
        clash: .electedWithoutQuorum(
          event.server, campaign.term, votes: voters.count(where: hasVoted), voters: voters.count),
        witnesses: [campaign.began, event.witness(.becameLeader(campaign.term))],
        firstUnexplained: event.position))
  }
}
