import TraceFormat

/// A follower acknowledges entries only if it holds the entry before them.
///
/// Raft §5.3 and Figure 2 (AppendEntries RPC, rule 2).
///
/// Judged only in a complete trace. An acknowledgement says up to where, not which request it answers: it is wrong only when
/// every request of the term that reaches exactly so far had to be refused, and when it is not the commit index, with which a
/// stale request may be answered.
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
    /// A stale request may be answered with the commit index, which is not beyond the end of the log.
    var log = LongestLog()
  }

  /// The last index at which a server's log may end.
  private struct LongestLog {
    /// Nil where it may end anywhere.
    private(set) var end: LogIndex?

    /// Takes in that the log may have grown.
    mutating func mayEnd(at index: LogIndex?) {
      guard let known = end, let index else {
        end = nil
        return
      }
      end = max(known, index)
    }

    /// Takes in what an event shows of the log, or does to it, apart from requests.
    mutating func consider(_ event: TraceEvent) {
      if event.observation.moment == .before { end = event.observation.lastHeldIndex ?? end }
      switch event.kind {
      case .start: end = nil
      case .entriesAppended(let batch): end = batch.isWhole ? batch.entries.last?.index ?? end : nil
      case .logTruncated(let index): end = index.previous
      case .snapshotInstalled(let snapshot): mayEnd(at: snapshot.lastIncludedIndex)
      default: break
      }
      if event.observation.moment == .after { end = event.observation.lastHeldIndex ?? end }
      if let commit = event.shownCommit { mayEnd(at: commit) }
    }
  }

  private static let requestMaximum = 64

  private var followers = SlotArray<Follower>(Follower())

  mutating func consider(_ event: TraceEvent, _ context: EventContext, _ findings: inout Findings) {
    guard context.dialect.isComplete else { return }
    if event.isStart { followers[context.slot] = Follower() }
    followers[context.slot].log.consider(event)
    switch event.kind {
    case .messageReceived(let message):
      if case .appendEntriesRequest(let request) = message.body { note(request, message, event, context) }
      if case .installSnapshotRequest(let request) = message.body {
        followers[context.slot].hasVagueRequest = true
        followers[context.slot].log.mayEnd(at: request.snapshot.lastIncludedIndex)
      }
    case .messageSent(let message):
      if case .appendEntriesResponse(let response) = message.body, response.success == .known(true) {
        judge(response, message, event, context, &findings)
      }
    default: break
    }
  }

  private mutating func note(
    _ request: AppendEntriesRequest, _ message: Message, _ event: TraceEvent, _ context: EventContext
  ) {
    if let term = message.term.value, term != followers[context.slot].term {
      followers[context.slot].term = term
      followers[context.slot].requests = []
      followers[context.slot].hasVagueRequest = false
    }
    guard let reach = request.reach, message.term.isKnown else {
      followers[context.slot].hasVagueRequest = true
      followers[context.slot].log.mayEnd(at: request.reach)
      return
    }
    let mismatch = mismatch(request, event, context)
    if mismatch == nil { followers[context.slot].log.mayEnd(at: reach) }
    followers[context.slot].requests.append(Request(reaches: reach, mismatch: mismatch))
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
    guard event.observation.moment == .before, let last = event.observation.lastHeldIndex,
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
      message.term == Observed(follower.term), !follower.hasVagueRequest
    else { return }
    let answered = follower.requests.filter { $0.reaches == index }
    guard let mismatch = answered.last?.mismatch else {
      if !answered.isEmpty { findings.tested() }
      return
    }
    findings.tested()
    guard answered.allSatisfy({ $0.mismatch != nil }),
      let highestCommit = event.observation.commitIndex.value ?? follower.log.end, index > highestCommit
    else { return }
    findings.violate(
      Violation(
        property: Self.name, group: event.group,
        clash: .acknowledgedBehindOther(
          event.server, index, previous: mismatch.previous, own: mismatch.own),
        witnesses: [mismatch.witness, event.witness(.acknowledged(index))], firstUnexplained: event.position))
  }
}
