import TraceFormat

/// If two logs hold an entry with the same index and term, the logs are identical up to it.
///
/// Raft §5.3 and Figure 3.
///
/// By induction it is enough that an entry's index and term determine its payload and the term of the entry before it;
/// both are compared whenever a line shows them; in a complete trace the lines before an append show what it is put
/// behind. Old entries are forgotten, so memory does not grow with the log.
struct LogMatching: FactProperty {
  static let description = PropertyDescription(
    name: .logMatching,
    sentence: "if two logs hold an entry with the same index and term, they are identical up to that entry",
    reference: "Raft §5.3, Figure 3",
    why: """
      A leader creates one entry per index in its term, and a follower accepts it only behind the entry that precedes it \
      at the leader. Everything that compares logs by their last entry rests on this.
      """,
    needs: ["terms of neighbouring entries, or payloads"])

  private struct Key: MixedKey {
    var group: Int
    var position: LogPosition

    var mixed: UInt64 {
      (position.index.rawValue ^ (position.term.rawValue.mixed &+ UInt64(group)).mixed).mixed
    }
  }

  /// What the first lines showed of an entry, and where.
  private struct Known {
    var payload: PayloadHash?
    var payloadLine = Line()
    var previousTerm: Term?
    var previousLine = Line()
  }

  /// A line, kept small; it becomes a witness when it is needed.
  private struct Line {
    var position = SourcePosition(file: FileID(0), line: 0)
    var server = ServerID(0)
  }

  private var entries = BoundedTable<Key, Known>(capacity: 1 << 17)

  mutating func consider(_ event: TraceEvent, _ context: EventContext, _ findings: inout Findings) {
    switch event.kind {
    case .entriesAppended(let batch):
      note(batch, after: context.end(before: batch, of: event), event, context, &findings)
    case .applied(let entry): note(entry, previous: nil, event, context, &findings)
    default:
      guard let message = event.message, case .appendEntriesRequest(let request) = message.body else {
        return
      }
      note(request.entries, after: request.prevLog.value, event, context, &findings)
    }
  }

  private mutating func note(
    _ batch: EntryBatch, after previous: LogPosition?, _ event: TraceEvent, _ context: EventContext,
    _ findings: inout Findings
  ) {
    var previous = previous
    for entry in batch.entries {
      let isNeighbour = previous.map { $0.index.next == entry.index } ?? false
      note(entry, previous: isNeighbour ? previous?.term : nil, event, context, &findings)
      previous = entry.position.value
    }
  }

  private mutating func note(
    _ entry: LogEntry, previous: Term?, _ event: TraceEvent, _ context: EventContext,
    _ findings: inout Findings
  ) {
    guard let position = entry.position.value, previous != nil || entry.payload.isKnown else { return }
    let key = Key(group: context.group, position: position)
    let line = Line(position: event.position, server: event.server)
    let known = entries.update(key, initial: Known()) { known in
      let earlier = known
      if known.payload == nil, let payload = entry.payload.value {
        (known.payload, known.payloadLine) = (payload, line)
      }
      if known.previousTerm == nil, let previous {
        (known.previousTerm, known.previousLine) = (previous, line)
      }
      return earlier
    }
    if let payload = entry.payload.value, let earlier = known.payload {
      findings.tested()
      if payload != earlier {
        let first = LogEntry(index: entry.index, term: entry.term, payload: .known(earlier))
        violate(
          .entriesDiffer(position.index, position.term), known.payloadLine, .appended(first),
          event.witness(.appended(entry)), event, &findings)
      }
    }
    if let previous, let earlier = known.previousTerm {
      findings.tested()
      if previous != earlier {
        violate(
          .predecessorsDiffer(position, earlier, previous), known.previousLine,
          .entryFollows(entry, prevTerm: earlier), event.witness(.entryFollows(entry, prevTerm: previous)),
          event,
          &findings)
      }
    }
  }

  private func violate(
    _ clash: Clash, _ line: Line, _ statement: Statement, _ now: Witness, _ event: TraceEvent,
    _ findings: inout Findings
  ) {
    let first = Witness(position: line.position, server: line.server, statement: statement)
    findings.violate(
      Violation(property: Self.name, group: event.group, clash: clash, witnesses: [first, now]))
  }
}
