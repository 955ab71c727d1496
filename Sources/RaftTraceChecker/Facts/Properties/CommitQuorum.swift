import RaftModel
import TraceFormat

/// A leader commits an index only once a quorum of its configuration has acknowledged it.
///
/// Raft §5.3, §5.4.2 and Figure 2 (Leaders: a majority of matchIndex[i] ≥ N).
///
/// Judged only in a complete trace that shows the configuration: an acknowledgement that no line shows may still have
/// arrived. The leader counts itself as a voter without a message.
struct CommitQuorum: FactProperty {
  static let description = PropertyDescription(
    name: .commitQuorum,
    sentence: "a leader commits an index only once a quorum of its configuration has acknowledged it",
    reference: "Raft §5.3, Figure 2",
    why: """
      An entry is safe when a majority stores it, because every later leader needs a vote from that majority. A leader that \
      commits earlier acknowledges writes that the next leader may not have.
      """,
    needs: ["all acknowledgements and members, declared complete"])

  private struct Leadership {
    var term: Term
    var elected: Witness
    var acknowledged: [ServerID: LogIndex] = [:]
    var commit: LogIndex?
  }

  private var leaderships = SlotArray<Leadership?>(nil)

  mutating func consider(_ event: TraceEvent, _ context: EventContext, _ findings: inout Findings) {
    guard context.dialect.isComplete else { return }
    switch event.kind {
    case .start: leaderships[context.slot] = nil
    case .roleChanged(.leader):
      guard let term = event.observation.currentTerm.value else { return }
      leaderships[context.slot] = Leadership(
        term: term, elected: event.witness(.becameLeader(term)), commit: event.observation.commitIndex.value)
    case .roleChanged: leaderships[context.slot] = nil
    case .messageReceived(let message): noteAcknowledgement(message, event, context)
    case .committed(let commit): judge(commit.index, event, context, &findings)
    default: break
    }
  }

  private mutating func noteAcknowledgement(_ message: Message, _ event: TraceEvent, _ context: EventContext)
  {
    guard let leadership = leaderships[context.slot], message.term == .known(leadership.term) else { return }
    let index: LogIndex?
    switch message.body {
    case .appendEntriesResponse(let response):
      index = response.success == .known(false) ? nil : response.matchIndex.value
    case .installSnapshotResponse(let response): index = response.matchIndex.value
    default: index = nil
    }
    guard let index, index > leadership.acknowledged[message.source] ?? .zero else { return }
    leaderships[context.slot]?.acknowledged[message.source] = index
  }

  private mutating func judge(
    _ index: LogIndex, _ event: TraceEvent, _ context: EventContext, _ findings: inout Findings
  ) {
    guard let leadership = leaderships[context.slot], event.observation.currentTerm == .known(leadership.term)
    else { return }
    defer { leaderships[context.slot]?.commit = index }
    guard let known = leadership.commit, index > known, let configuration = context.configuration(of: event)
    else { return }
    findings.tested()
    let holds = { (server: ServerID) in
      server == event.server || leadership.acknowledged[server] ?? .zero >= index
    }
    guard let voters = Quorum.votersWithoutMajority(in: configuration, by: holds) else { return }
    findings.violate(
      Violation(
        property: Self.name, group: event.group,
        clash: .committedWithoutQuorum(
          event.server, index, leadership.term, acknowledgements: voters.count(where: holds),
          voters: voters.count),
        witnesses: [leadership.elected, event.witness(.committed(index, entryTerm: .unknown))],
        firstUnexplained: event.position))
  }
}
