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
    /// The term, and the line that shows the election in it; the first line need not show it.
    var elected: (term: Term, witness: Witness)?
    var commit: LogIndex?
  }

  private var leaderships = SlotArray<Leadership?>(nil)
  private var acknowledgements = SlotArray<ResponseTally>(ResponseTally())
  private var violations = MessageViolations()

  mutating func consider(_ event: TraceEvent, _ context: EventContext, _ findings: inout Findings) {
    guard context.dialect.isComplete else { return }
    if event.isStart { acknowledgements[context.slot] = ResponseTally() }
    if let term = event.observation.currentTerm.value { acknowledgements[context.slot].enter(term) }
    switch event.kind {
    case .start: leaderships[context.slot] = nil
    case .roleChanged(.leader): begin(event, context)
    case .roleChanged: leaderships[context.slot] = nil
    case .messageReceived(let message): note(message, event, context)
    case .committed(let commit): judge(commit.index, event, context)
    default: break
    }
  }

  private mutating func begin(_ event: TraceEvent, _ context: EventContext) {
    let elected = event.termAfter.map { ($0, event.witness(.becameLeader($0))) }
    if let term = elected?.0, let known = leaderships[context.slot]?.elected?.term, term != known {
      leaderships[context.slot] = nil
    }
    // A leadership may be told again, with more of what it shows.
    var leadership = leaderships[context.slot] ?? Leadership()
    if leadership.elected == nil { leadership.elected = elected }
    if leadership.commit == nil { leadership.commit = event.observation.commitIndex.value }
    leaderships[context.slot] = leadership
  }

  private mutating func note(_ message: Message, _ event: TraceEvent, _ context: EventContext) {
    let index: LogIndex
    switch message.body {
    case .appendEntriesResponse(let response):
      violations.noteMessage(in: event.group)
      if response.success == .known(false) { return }
      index = response.matchIndex.value ?? LogIndex(.max)
    case .installSnapshotResponse(let response): index = response.matchIndex.value ?? LogIndex(.max)
    default: return
    }
    acknowledgements[context.slot].note(
      message.source, in: message.term, through: index,
      lineShowsTerm: event.observation.currentTerm.isKnown)
  }

  private mutating func judge(
    _ index: LogIndex, _ event: TraceEvent, _ context: EventContext
  ) {
    guard let leadership = leaderships[context.slot], let term = event.termAfter,
      term == leadership.elected?.term ?? term
    else { return }
    leaderships[context.slot]?.commit = index
    guard let known = leadership.commit, index > known, let configuration = context.configuration(of: event)
    else { return }
    let acknowledged = acknowledgements[context.slot]
    violations.tested(in: event.group)
    let holds = { (server: ServerID) in
      server == event.server || acknowledged.maySayYes(server, through: index)
    }
    guard let voters = Quorum.votersWithoutMajority(in: configuration, by: holds) else { return }
    violations.hold(
      Violation(
        property: Self.name, group: event.group,
        clash: .committedWithoutQuorum(
          event.server, index, term, acknowledgements: voters.count(where: holds),
          voters: voters.count),
        witnesses: [leadership.elected?.witness, event.witness(.committed(index, entryTerm: .unknown))]
          .compactMap { $0 },
        firstUnexplained: event.position))
  }

  mutating func finish(_ symbols: TraceSymbols, _ findings: inout Findings) { violations.publish(&findings) }
}
