import TraceFormat

/// A follower acknowledges entries only if it holds the entry before them.
///
/// Raft §5.3 and Figure 2 (AppendEntries RPC, rule 2).
///
/// Judged only in a complete trace. An acknowledgement says up to where, not which request it answers: it is wrong only when
/// every request of the term that reaches exactly so far had to be refused.
struct PrevLogConform: FactProperty {
  static let description = PropertyDescription(
    name: .prevLogConform,
    sentence: "a follower acknowledges entries only if it holds the entry before them",
    reference: "Raft §5.3, Figure 2",
    why: """
      The leader counts an acknowledgement as "this follower's log equals mine up to here". A follower that takes entries \
      behind a gap, or behind an entry of another term, says so of a log that differs, and the leader may commit what no \
      majority holds.
      """,
    needs: ["a request, its answer and the follower's log, in a trace declared complete"])

  /// A request of the present term, by the index that accepting it would acknowledge.
  private struct Request {
    var reaches: LogIndex
    var mismatch: Mismatch?
  }

  /// Why a request has to be refused.
  private struct Mismatch {
    var previous: LogPosition
    /// The term of the follower's own entry there; nil where it has none.
    var own: Term?
    var witness: Witness
  }

  private struct Follower {
    var term: Term?
    var requests: [Request] = []
    /// True when a request of the term shows too little to know what it would acknowledge.
    var hasVagueRequest = false
    /// What the follower knew to be committed before the event: a stale request may be answered with it.
    var commit = LogIndex.zero
  }

  private static let requestMaximum = 64

  private var followers = SlotArray<Follower>(Follower())

  mutating func consider(_ event: TraceEvent, _ context: EventContext, _ findings: inout Findings) {
    guard context.dialect.isComplete else { return }
    if event.isStart { followers[context.slot] = Follower() }
    switch event.kind {
    case .messageReceived(let message):
      if case .appendEntriesRequest(let request) = message.body { note(request, message, event, context) }
      if case .installSnapshotRequest = message.body { followers[context.slot].hasVagueRequest = true }
    case .messageSent(let message):
      if case .appendEntriesResponse(let response) = message.body, response.success == .known(true) {
        judge(response, message, event, context, &findings)
      }
    default: break
    }
    if let commit = event.shownCommit { followers[context.slot].commit = commit }
  }

  private mutating func note(
    _ request: AppendEntriesRequest, _ message: Message, _ event: TraceEvent, _ context: EventContext
  ) {
    if let term = message.term.value, term != followers[context.slot].term {
      followers[context.slot].term = term
      followers[context.slot].requests = []
      followers[context.slot].hasVagueRequest = false
    }
    // A heartbeat without the entry before it acknowledges nothing.
    if request.entries.count == .known(0), !request.prevLogIndex.isKnown { return }
    guard let previous = request.prevLogIndex.value, let count = request.entries.count.value,
      message.term.isKnown
    else {
      followers[context.slot].hasVagueRequest = true
      return
    }
    let reaches = LogIndex(previous.rawValue &+ UInt64(clamping: count))
    followers[context.slot].requests.append(
      Request(reaches: reaches, mismatch: mismatch(request, event, context)))
    if followers[context.slot].requests.count > Self.requestMaximum {
      followers[context.slot].requests.removeFirst()
      followers[context.slot].hasVagueRequest = true
    }
  }

  private func mismatch(
    _ request: AppendEntriesRequest, _ event: TraceEvent, _ context: EventContext
  ) -> Mismatch? {
    guard let previous = request.prevLog.value, previous.index > .zero else { return nil }
    let witness = event.witness(.askedToAppend(after: previous))
    if let own = context.life.log.term(at: previous.index) {
      return own == previous.term ? nil : Mismatch(previous: previous, own: own, witness: witness)
    }
    guard event.observation.moment == .before, let last = event.observation.lastLogIndex.value,
      last < previous.index
    else { return nil }
    return Mismatch(previous: previous, own: nil, witness: witness)
  }

  private func judge(
    _ response: AppendEntriesResponse, _ message: Message, _ event: TraceEvent, _ context: EventContext,
    _ findings: inout Findings
  ) {
    let follower = followers[context.slot]
    guard let index = response.matchIndex.value, message.source == event.server,
      message.destination != .known(event.server),
      message.term == Observed(follower.term), index > follower.commit, !follower.hasVagueRequest
    else { return }
    let answered = follower.requests.filter { $0.reaches == index }
    guard let mismatch = answered.last?.mismatch else {
      if !answered.isEmpty { findings.tested() }
      return
    }
    findings.tested()
    guard answered.allSatisfy({ $0.mismatch != nil }) else { return }
    findings.violate(
      Violation(
        property: Self.name, group: event.group,
        clash: .acknowledgedBehindOther(
          event.server, index, previous: mismatch.previous, own: mismatch.own),
        witnesses: [mismatch.witness, event.witness(.acknowledged(index))], firstUnexplained: event.position))
  }
}
