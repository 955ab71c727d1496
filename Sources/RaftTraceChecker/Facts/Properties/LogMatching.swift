import TraceFormat

/// If two logs hold an entry with the same index and term, the logs are identical up to it.
///
/// Raft §5.3 and Figure 3.
///
/// By induction it is enough that an entry's index and term determine its payload and the term of the entry before it;
/// both are compared whenever a line shows them. Old entries are forgotten, so memory does not grow with the log.
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

  private struct Key: Hashable {
    var group: Int
    var position: LogPosition
  }

  private struct Known {
    var payload: (PayloadHash, Witness)?
    var previousTerm: (Term, Witness)?
  }

  private var entries = BoundedTable<Key, Known>(capacity: 1 << 17)

  mutating func consider(_ event: TraceEvent, _ context: EventContext, _ findings: inout Findings) {
    switch event.kind {
    case .entriesAppended(let batch): note(batch, after: nil, event, context, &findings)
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
    var known = entries[key] ?? Known()
    if let payload = entry.payload.value {
      let witness = event.witness(.appended(entry))
      if let earlier = known.payload {
        compare(earlier, (payload, witness), .entriesDiffer(position.index, position.term), event, &findings)
      } else {
        known.payload = (payload, witness)
      }
    }
    if let previous {
      let witness = event.witness(.entryFollows(entry, prevTerm: previous))
      if let earlier = known.previousTerm {
        compare(
          earlier, (previous, witness), .predecessorsDiffer(position, earlier.0, previous), event, &findings)
      } else {
        known.previousTerm = (previous, witness)
      }
    }
    entries.set(key, known)
  }

  private func compare<Value: Equatable>(
    _ earlier: (Value, Witness), _ now: (Value, Witness), _ clash: Clash, _ event: TraceEvent,
    _ findings: inout Findings
  ) {
    findings.tested()
    guard earlier.0 != now.0 else { return }
    findings.violate(
      Violation(property: Self.name, group: event.group, clash: clash, witnesses: [earlier.1, now.1]))
  }
}
