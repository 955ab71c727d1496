import TraceFormat

/// Entries follow each other without gaps, with terms that never fall and are not ahead of the server's own.
///
/// Raft §5.3 and §5.4.1 · Verdi: sorted, term sanity.
///
/// Entries of one event are compared with each other; entries of two events only in a complete trace, and only while every
/// shown end of the log is the one that the appends give: a source may show a leader's appends and not a follower's.
struct LogWellFormed: FactProperty {
  static let description = PropertyDescription(
    name: .logWellFormed,
    sentence: "indices in a log are contiguous and its terms never fall nor run ahead of the server's term",
    reference: "Raft §5.3, §5.4.1",
    why: """
      Leaders append entries of their own term at the end of a log whose terms are older, so terms rise along every log. \
      Comparing logs by their last entry (§5.4.1) is only right because of it.
      """,
    needs: ["the terms of log entries"])

  /// The last entry that a server's own lines show it to have appended.
  private var end = SlotArray<LogEntry?>(nil)

  mutating func consider(_ event: TraceEvent, _ context: EventContext, _ findings: inout Findings) {
    if let lastLogTerm = event.observation.lastLogTerm.value, let term = event.observation.currentTerm.value {
      findings.tested()
      if lastLogTerm > term { violateAhead(lastLogTerm, term, event, &findings) }
    }
    if event.observation.moment == .before { forgetOtherEnd(event, context) }
    take(event, context, &findings)
    if event.observation.moment == .after { forgetOtherEnd(event, context) }
  }

  /// Drops the known end of a log that is shown to end elsewhere: it has changed unseen.
  private mutating func forgetOtherEnd(_ event: TraceEvent, _ context: EventContext) {
    guard let last = event.observation.lastLogIndex.value, let known = end[context.slot], known.index != last
    else {
      return
    }
    end[context.slot] = nil
  }

  private mutating func take(_ event: TraceEvent, _ context: EventContext, _ findings: inout Findings) {
    switch event.kind {
    case .entriesAppended(let batch):
      if batch.isWhole, let first = batch.entries.first { judgeAppend(first, event, context, &findings) }
      judge(batch, after: nil, atMost: event.termAfter, event, &findings)
      end[context.slot] = batch.isWhole ? batch.entries.last : nil
    case .logTruncated(let index):
      if let last = end[context.slot], last.index >= index { end[context.slot] = nil }
    case .start, .snapshotInstalled: end[context.slot] = nil
    default:
      guard let message = event.message, case .appendEntriesRequest(let request) = message.body else {
        return
      }
      judge(request.entries, after: request.prevLogTerm.value, atMost: message.term.value, event, &findings)
    }
  }

  private func judgeAppend(
    _ first: LogEntry, _ event: TraceEvent, _ context: EventContext, _ findings: inout Findings
  ) {
    guard context.dialect.isComplete, let last = end[context.slot] else { return }
    if first.index > last.index.next {
      findings.tested()
      violate(
        .entryGap(event.server, expected: last.index.next, found: first.index),
        [event.witness(.appended(first))], event, &findings)
    }
    guard first.index == last.index.next, let term = first.term.value, let lastTerm = last.term.value else {
      return
    }
    findings.tested()
    if term < lastTerm { violateFall(first, after: lastTerm, event, &findings) }
  }

  private func judge(
    _ batch: EntryBatch, after prevTerm: Term?, atMost currentTerm: Term?, _ event: TraceEvent,
    _ findings: inout Findings
  ) {
    var previousTerm = prevTerm
    var previousIndex: LogIndex?
    for entry in batch.entries {
      if batch.isWhole, let previousIndex, entry.index != previousIndex.next {
        violate(
          .entryGap(event.server, expected: previousIndex.next, found: entry.index),
          [event.witness(.appended(entry))], event, &findings)
      }
      previousIndex = entry.index
      guard let term = entry.term.value else {
        previousTerm = nil
        continue
      }
      findings.tested()
      if let previousTerm, term < previousTerm { violateFall(entry, after: previousTerm, event, &findings) }
      if let currentTerm, term > currentTerm { violateAhead(term, currentTerm, event, &findings) }
      previousTerm = term
    }
  }

  private func violateFall(
    _ entry: LogEntry, after term: Term, _ event: TraceEvent, _ findings: inout Findings
  ) {
    violate(
      .entryTermFalls(event.server, entry, after: term),
      [event.witness(.entryFollows(entry, prevTerm: term))], event, &findings)
  }

  private func violateAhead(_ entryTerm: Term, _ term: Term, _ event: TraceEvent, _ findings: inout Findings)
  {
    violate(
      .entryTermAheadOfServer(event.server, entryTerm: entryTerm, currentTerm: term),
      [event.witness(.inTerm(term))], event, &findings)
  }

  private func violate(
    _ clash: Clash, _ witnesses: [Witness], _ event: TraceEvent, _ findings: inout Findings
  ) {
    findings.violate(
      Violation(
        property: Self.name, group: event.group, clash: clash, witnesses: witnesses,
        firstUnexplained: event.position))
  }
}

extension TraceEvent {
  /// The server's term after the event, where it is shown.
  fileprivate var termAfter: Term? {
    observation.moment == .after ? observation.currentTerm.value : nil
  }
}
