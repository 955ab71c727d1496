import TraceFormat

/// A follower commits no further than what the leader of the term has verified of its log.
///
/// Raft §5.3 and Figure 2 (AppendEntries RPC, rule 5: commitIndex = min(leaderCommit, index of last new entry)).
///
/// Judged only in a complete trace that shows the term begin: requests of the term before the first line may have verified
/// more. A heartbeat verifies nothing, but its commit index is one that the leader knows to be verified. A commit index that
/// a server's state shows may be older than the term: it is judged only above one that the same term has shown before.
struct FollowerCommitBound: FactProperty {
  static let description = PropertyDescription(
    name: .followerCommitBound,
    sentence: "a follower commits no further than the entries that its leader has verified in this term",
    reference: "Raft §5.3, Figure 2",
    why: """
      Behind the last entry that the leader has compared, a follower's log may hold entries of an older leader that were never \
      committed. If it takes over the leader's commit index without that bound, it applies them.
      """,
    needs: ["a follower's requests and commits, declared complete"])

  private struct Follower {
    var term: Term?
    /// The last index that any request of the term reaches, accepted or not.
    var reach = LogIndex.zero
    var lastRequest: Witness?
    /// False while requests of the term may have come before the trace, or one shows too little.
    var isReachKnown = false
    /// The highest commit index of all lives: a restart may forget it and learn it again.
    var commit = LogIndex.zero
    /// Whether a line of the term has shown the commit index.
    var isCommitShownInTerm = false
  }

  private var followers = SlotArray<Follower>(Follower())

  mutating func consider(_ event: TraceEvent, _ context: EventContext, _ findings: inout Findings) {
    guard context.dialect.isComplete else { return }
    if let term = event.observation.currentTerm.value { enter(term, context) }
    noteRequest(event, context)
    if case .snapshotInstalled(let snapshot) = event.kind {
      extend(to: snapshot.lastIncludedIndex, event, context)
    }
    guard let commit = event.shownCommit else { return }
    let isNewInTerm = isAdvance(event) || followers[context.slot].isCommitShownInTerm
    followers[context.slot].isCommitShownInTerm = true
    guard commit > followers[context.slot].commit else { return }
    if isNewInTerm { judge(commit, event, context, &findings) }
    followers[context.slot].commit = commit
  }

  /// Whether the event is the commit index advancing, and not only a state that shows it.
  private func isAdvance(_ event: TraceEvent) -> Bool {
    if case .committed = event.kind { return true }
    return false
  }

  private mutating func enter(_ term: Term, _ context: EventContext) {
    guard let known = followers[context.slot].term else {
      followers[context.slot].term = term
      return
    }
    guard term > known else { return }
    followers[context.slot].term = term
    followers[context.slot].reach = .zero
    followers[context.slot].lastRequest = nil
    followers[context.slot].isReachKnown = true
    followers[context.slot].isCommitShownInTerm = false
  }

  private mutating func noteRequest(_ event: TraceEvent, _ context: EventContext) {
    guard case .messageReceived(let message) = event.kind else { return }
    switch message.body {
    case .appendEntriesRequest(let request):
      if let term = message.term.value { enter(term, context) }
      if request.entries.count == .known(0), !request.prevLogIndex.isKnown { return }
      guard let previous = request.prevLogIndex.value, let count = request.entries.count.value,
        message.term.isKnown
      else {
        followers[context.slot].isReachKnown = false
        return
      }
      extend(to: LogIndex(previous.rawValue &+ UInt64(clamping: count)), event, context)
    case .installSnapshotRequest(let request):
      if let term = message.term.value { enter(term, context) }
      extend(to: request.snapshot.lastIncludedIndex, event, context)
    case .requestVoteRequest, .requestVoteResponse, .preVoteRequest, .preVoteResponse, .appendEntriesResponse,
      .installSnapshotResponse, .timeoutNow, .readIndexRequest, .readIndexResponse:
      break
    }
  }

  private mutating func extend(to index: LogIndex, _ event: TraceEvent, _ context: EventContext) {
    guard index > followers[context.slot].reach else { return }
    followers[context.slot].reach = index
    followers[context.slot].lastRequest = event.witness(.verified(index))
  }

  private func judge(
    _ commit: LogIndex, _ event: TraceEvent, _ context: EventContext, _ findings: inout Findings
  ) {
    let follower = followers[context.slot]
    let role = event.shownRole ?? context.life.role
    guard role == .follower || role == .learner, follower.isReachKnown, let term = follower.term else {
      return
    }
    findings.tested()
    guard commit > follower.reach else { return }
    let proof = event.witness(.committed(commit, entryTerm: .unknown))
    findings.violate(
      Violation(
        property: Self.name, group: event.group,
        clash: .committedBeyondVerified(event.server, commit, term, verified: follower.reach),
        witnesses: (follower.lastRequest.map { [$0] } ?? []) + [proof], firstUnexplained: event.position))
  }
}
