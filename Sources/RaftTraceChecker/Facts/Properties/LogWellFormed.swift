import TraceFormat

/// Entries follow each other without gaps, with terms that never fall and are not ahead of the server's own.
///
/// Raft §5.3 and §5.4.1 · Verdi: sorted, term sanity.
///
/// Judged within one event: its entries, and what they are appended to, where the event or a complete trace shows it.
/// Between two events of another trace the log may have changed unseen.
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

  mutating func consider(_ event: TraceEvent, _ context: EventContext, _ findings: inout Findings) {
    if let lastLogTerm = event.observation.lastLogTerm.value, let term = event.observation.currentTerm.value {
      findings.tested()
      if lastLogTerm > term { violateAhead(lastLogTerm, term, event, &findings) }
    }
    if case .entriesAppended(let batch) = event.kind {
      judge(
        batch, after: context.end(before: batch, of: event)?.term, atMost: event.termAfter, event, &findings)
      judgeGap(batch, event, &findings)
    } else if let message = event.message, case .appendEntriesRequest(let request) = message.body {
      judge(request.entries, after: request.prevLogTerm.value, atMost: message.term.value, event, &findings)
    }
  }

  private func judgeGap(_ batch: EntryBatch, _ event: TraceEvent, _ findings: inout Findings) {
    guard event.observation.moment == .before, let last = event.observation.lastHeldIndex, batch.isWhole,
      let first = batch.entries.first
    else { return }
    findings.tested()
    guard first.index > last.next else { return }
    violate(
      .entryGap(event.server, expected: last.next, found: first.index), [event.witness(.appended(first))],
      event,
      &findings)
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

extension EventContext {
  /// The entry that a batch is appended behind, where the event shows it, or in a complete trace the lines before it.
  func end(before batch: EntryBatch, of event: TraceEvent) -> LogPosition? {
    guard let index = batch.entries.first?.index.previous else { return nil }
    if event.observation.moment == .before, event.observation.lastLogIndex == .known(index) {
      return event.observation.lastLog.value
    }
    guard dialect.isComplete, batch.isWhole else { return nil }
    return life.log.term(at: index).map { LogPosition(term: $0, index: index) }
  }
}
