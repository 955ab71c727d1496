import TraceFormat

/// A follower commits no further than what the leader of the term has verified of its log.
///
/// Raft §5.3 and Figure 2 (AppendEntries RPC, rule 5: commitIndex = min(leaderCommit, index of last new entry)).
///
/// Judged only in a complete trace that shows the term begin: requests of the term before the first line may have verified
/// more. A commit index that a server's state shows may be older than the term: it is judged only above one that the same term
/// has shown before.
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
    /// What the requests that may be of the term have verified.
    var verified = Verified()
    /// The same of the requests since a line showed the server's term: the term may have begun with any of them.
    var recent = Verified()
    /// False while requests of the term may have come before the trace.
    var isTermShownFromBeginning = false
    /// Whether a request of the term shows that another server leads it.
    var isLed = false
    /// The highest commit index of all lives: a restart may forget it and learn it again.
    var commit = LogIndex.zero
    /// Whether a line of the term has shown the commit index.
    var isCommitShownInTerm = false
  }

  /// How far requests reach, accepted or not.
  private struct Verified {
    /// Nil when one of them shows too little.
    var reach: LogIndex? = .zero
    var witness: Witness?

    mutating func extend(to index: LogIndex?, by event: TraceEvent) {
      guard let index, let known = reach else {
        reach = nil
        return
      }
      guard index > known else { return }
      reach = index
      witness = event.witness(.verified(index))
    }
  }

  private var followers = SlotArray<Follower>(Follower())
  private var violations = MessageViolations()

  mutating func consider(_ event: TraceEvent, _ context: EventContext, _ findings: inout Findings) {
    guard context.dialect.isComplete else { return }
    if event.isStart { restart(event, context) }
    if let term = event.observation.currentTerm.value {
      enter(term, context)
      followers[context.slot].recent = Verified()
    }
    noteRequest(event, context)
    if case .snapshotInstalled(let snapshot) = event.kind {
      extend(to: snapshot.lastIncludedIndex, event, context)
    }
    guard let commit = event.shownCommit else { return }
    let isNewInTerm = isAdvance(event) || followers[context.slot].isCommitShownInTerm
    followers[context.slot].isCommitShownInTerm = true
    guard commit > followers[context.slot].commit else { return }
    if isNewInTerm { judge(commit, event, context) }
    followers[context.slot].commit = commit
  }

  /// Whether the event is the commit index advancing, and not only a state that shows it.
  private func isAdvance(_ event: TraceEvent) -> Bool {
    if case .committed = event.kind { return true }
    return false
  }

  /// A crash may take back a term; the older one then goes on, of which requests may have come before the trace.
  private mutating func restart(_ event: TraceEvent, _ context: EventContext) {
    let recovered = event.observation.currentTerm.value
    if let recovered, let known = followers[context.slot].term, recovered >= known { return }
    followers[context.slot] = Follower(commit: followers[context.slot].commit)
  }

  private mutating func enter(_ term: Term, _ context: EventContext) {
    guard let known = followers[context.slot].term else {
      followers[context.slot].term = term
      return
    }
    guard term > known else { return }
    followers[context.slot].term = term
    followers[context.slot].verified = followers[context.slot].recent
    followers[context.slot].isTermShownFromBeginning = true
    followers[context.slot].isLed = false
    followers[context.slot].isCommitShownInTerm = false
  }

  private mutating func noteRequest(_ event: TraceEvent, _ context: EventContext) {
    guard case .messageReceived(let message) = event.kind else { return }
    let reach: LogIndex?
    switch message.body {
    case .appendEntriesRequest(let request): reach = Self.bound(request, context)
    case .installSnapshotRequest(let request): reach = request.snapshot.lastIncludedIndex
    case .requestVoteRequest, .requestVoteResponse, .preVoteRequest, .preVoteResponse, .appendEntriesResponse,
      .installSnapshotResponse, .timeoutNow, .readIndexRequest, .readIndexResponse:
      return
    }
    violations.noteMessage(in: event.group)
    if let term = message.term.value {
      enter(term, context)
      if term == followers[context.slot].term, message.source != event.server {
        followers[context.slot].isLed = true
      }
    }
    extend(to: reach, event, context)
  }

  /// Where a request lets a follower commit to: to its end, or where the source diverges as far as the leader has.
  private static func bound(_ request: AppendEntriesRequest, _ context: EventContext) -> LogIndex? {
    guard context.dialect.divergences.contains(.commitsByOwnLog) else { return request.reach }
    guard let reach = request.reach, let commit = request.leaderCommit.value else { return nil }
    return max(reach, commit)
  }

  private mutating func extend(to index: LogIndex?, _ event: TraceEvent, _ context: EventContext) {
    followers[context.slot].verified.extend(to: index, by: event)
    // A request may begin a term that is later than the one that its line shows.
    if event.termAfter == nil || event.message?.term == .unknown {
      followers[context.slot].recent.extend(to: index, by: event)
    }
  }

  /// Whether whoever shows the commit cannot have made it as a leader.
  ///
  /// It follows at this moment, or it is in a term that another server leads. What a state shows may have been committed in any
  /// role since its term was shown before.
  private func isFollowersCommit(_ event: TraceEvent, _ follower: Follower) -> Bool {
    if follower.isLed, event.observation.currentTerm == Observed(follower.term) { return true }
    guard isAdvance(event) else { return false }
    return event.shownRole == .follower || event.shownRole == .learner
  }

  private mutating func judge(_ commit: LogIndex, _ event: TraceEvent, _ context: EventContext) {
    let follower = followers[context.slot]
    guard isFollowersCommit(event, follower), follower.isTermShownFromBeginning, let term = follower.term,
      let reach = follower.verified.reach
    else { return }
    violations.tested(in: event.group)
    guard commit > reach else { return }
    let proof = event.witness(.committed(commit, entryTerm: .unknown))
    violations.hold(
      Violation(
        property: Self.name, group: event.group,
        clash: .committedBeyondVerified(event.server, commit, term, verified: reach),
        witnesses: [follower.verified.witness, proof].compactMap { $0 }, firstUnexplained: event.position))
  }

  mutating func finish(_ symbols: TraceSymbols, _ findings: inout Findings) { violations.publish(&findings) }
}
