import TraceFormat

/// A vote goes only to a candidate whose log is at least as up-to-date as the voter's.
///
/// Raft §5.4.1 and Figure 2 (RequestVote RPC, rule 2).
///
/// The voter's end of log must be shown at the decision: its log may have changed on any other line. The answer may leave
/// late, so the log shown with it is that of the decision only in a complete trace that shows no change in between. There the
/// term of the voter's last entry may also be known from the lines before. Where voters compare the last committable entries,
/// which no line shows, the voter's is at least the one that it has committed.
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

  /// A request and the end of its receiver's log, for sources that show the request and the answer on two lines.
  private struct Request {
    var log: CandidateLog
    var voterLog: LogEnd
  }

  /// The request that a server received last, until its log changes.
  private var lastRequest = SlotArray<Request?>(nil)

  mutating func consider(_ event: TraceEvent, _ context: EventContext, _ findings: inout Findings) {
    switch event.kind {
    case .start: lastRequest[context.slot] = nil
    case .messageReceived(let message):
      switch message.body {
      case .requestVoteRequest:
        lastRequest[context.slot] = event.candidateLog.map {
          Request(log: $0, voterLog: voterLog(at: event, context))
        }
      case .appendEntriesRequest, .installSnapshotRequest: lastRequest[context.slot] = nil
      default: break
      }
    case .entriesAppended, .logTruncated, .snapshotInstalled: lastRequest[context.slot] = nil
    case .messageSent(let message):
      if case .requestVoteResponse(let response) = message.body, response.voteGranted == .known(true),
        let request = lastRequest[context.slot], .known(request.log.candidate) == message.destination,
        .known(request.log.term) == message.term
      {
        judge(request, event, context, &findings)
      }
    case .voteDecided(let vote):
      guard vote.isGranted, let log = event.candidateLog, log.candidate != event.server else { return }
      judge(Request(log: log, voterLog: voterLog(at: event, context)), event, context, &findings)
    default: break
    }
  }

  private func voterLog(at event: TraceEvent, _ context: EventContext) -> LogEnd {
    guard context.dialect.divergences.contains(.comparesCommittableLogs) else {
      return event.observation.logEnd
    }
    let commit = event.observation.commitIndex
    return LogEnd(index: commit, term: Observed(commit.value.flatMap { context.life.log.term(at: $0) }))
  }

  private func judge(
    _ asked: Request, _ event: TraceEvent, _ context: EventContext, _ findings: inout Findings
  ) {
    let request = asked.log
    var voterLog = asked.voterLog
    if context.dialect.isComplete, !context.dialect.divergences.contains(.comparesCommittableLogs) {
      voterLog.index = voterLog.index.or(event.observation.lastLogIndex)
      voterLog.term = voterLog.term.or(event.observation.lastLogTerm)
    }
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
