import TraceFormat

/// A vote goes only to a candidate whose log is at least as up-to-date as the voter's.
///
/// Raft §5.4.1 and Figure 2 (RequestVote RPC, rule 2).
///
/// Both ends of log must be shown together, at the decision: the voter's log may have changed on any other line. In a complete
/// trace the term of the voter's last entry may be known from the lines before.
struct VoteUpToDate: FactProperty {
  static let description = PropertyDescription(
    name: .voteUpToDate,
    sentence: "a vote goes only to a candidate whose log is at least as up-to-date as the voter's",
    reference: "Raft §5.4.1, Figure 2",
    why: """
      A committed entry is on a majority, and a candidate needs a majority, so some voter of every leader has the entry. \
      Refusing candidates with an older last term, or the same term and a shorter log, keeps it in every later leader.
      """,
    needs: ["both logs' last entries at a granted vote"])

  /// The request that a server received last, for sources that show the request and the answer on two lines.
  ///
  /// What changes the log in between makes the log of the answer another than that of the decision.
  private var lastRequest = SlotArray<CandidateLog?>(nil)

  mutating func consider(_ event: TraceEvent, _ context: EventContext, _ findings: inout Findings) {
    switch event.kind {
    case .start: lastRequest[context.slot] = nil
    case .messageReceived(let message):
      switch message.body {
      case .requestVoteRequest: lastRequest[context.slot] = event.candidateLog
      case .appendEntriesRequest, .installSnapshotRequest: lastRequest[context.slot] = nil
      default: break
      }
    case .entriesAppended, .logTruncated, .snapshotInstalled: lastRequest[context.slot] = nil
    case .messageSent(let message):
      if case .requestVoteResponse(let response) = message.body, response.voteGranted == .known(true),
        let request = lastRequest[context.slot], .known(request.candidate) == message.destination,
        .known(request.term) == message.term
      {
        judge(request, event, context, &findings)
      }
    case .voteDecided(let vote):
      guard vote.isGranted, let request = event.candidateLog, request.candidate != event.server else {
        return
      }
      judge(request, event, context, &findings)
    default: break
    }
  }

  private func judge(
    _ request: CandidateLog, _ event: TraceEvent, _ context: EventContext, _ findings: inout Findings
  ) {
    var voterLog = event.observation.logEnd
    if context.dialect.isComplete, !voterLog.term.isKnown, let last = voterLog.index.value {
      voterLog.term = Observed(context.life.log.term(at: last))
    }
    // An entry of the vote's own term, or a later term, shows that the vote was decided before and is only said again.
    if let term = voterLog.term.value, term >= request.term { return }
    if case .messageSent = event.kind, let term = event.observation.currentTerm.value, term != request.term {
      return
    }
    guard request.end.isComparable(to: voterLog) else { return }
    findings.tested()
    guard request.end.isCertainlyBehind(voterLog) else { return }
    findings.violate(
      Violation(
        property: Self.name, group: event.group,
        clash: .voteForStaleLog(
          voter: event.server, candidate: request.candidate, candidateLog: request.end, voterLog: voterLog),
        witnesses: [
          event.witness(.candidateLog(candidate: request.candidate, request.term, request.end)),
          event.witness(.logEnd(voterLog)),
          event.witness(.voted(candidate: request.candidate, request.term)),
        ],
        firstUnexplained: event.position))
  }
}
