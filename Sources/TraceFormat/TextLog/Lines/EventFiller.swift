/// Makes the events of a rule from what a line gave.
enum EventFiller {
  /// The fields of one event: from the line's holes, then from the rule's `set:`.
  static func assignments(
    of event: EventRule, _ facts: LineFacts, server: ServerID, _ carried: (Int) -> UInt64?
  ) -> [LineFacts.Assignment] {
    var result = facts.assignments.filter { event.takes($0.field) && $0.field != .event(.server) }
    for setting in event.settings {
      guard let value = value(of: setting, server, carried) else { continue }
      result.append(LineFacts.Assignment(field: setting.field, value: value))
    }
    return result
  }

  /// The typed event; nil where a field that it needs is known only from lines that the log does not have.
  static func event(
    _ name: EventName, _ assignments: [LineFacts.Assignment], server: ServerID,
    configuration: ConfigurationID?, at position: SourcePosition
  ) -> TraceEvent? {
    var draft = EventDraft()
    draft.name = name
    draft.server = .known(server)
    for assignment in assignments { draft.set(assignment.field, to: assignment.value) }
    draft.configuration = Observed(configuration)
    completeMessage(of: &draft)
    return try? draft.finish(at: position)
  }

  /// A message that a server sends is from it, one that arrives is to it, where the line does not say otherwise.
  static func completeMessage(of draft: inout EventDraft) {
    switch draft.name {
    case .messageSent: draft.message.source = draft.message.source.or(draft.server)
    case .messageReceived: draft.message.destination = draft.message.destination.or(draft.server)
    case .start, .stop, .crash, .serverNamed, .roleChanged, .campaignStarted, .voteGranted, .voteRefused,
      .preVoteGranted, .preVoteRefused, .leaderObserved, .messageDropped, .messageDuplicated,
      .entriesAppended, .logTruncated, .persisted, .committed, .applied, .snapshotTaken, .snapshotInstalled,
      .configurationProposed, .configurationInUse, .clientCalled, .clientReturned, .leaseHeld, .observed, nil:
      break
    }
  }

  private static func value(
    of setting: Setting, _ server: ServerID, _ carried: (Int) -> UInt64?
  ) -> UInt64? {
    switch setting.source {
    case .constant(let value): return value
    case .server: return UInt64(server.rawValue)
    case .variable(let number, let offset):
      guard let value = carried(number) else { return nil }
      let (sum, overflows) = value.addingReportingOverflow(UInt64(offset.magnitude))
      if offset >= 0 { return overflows ? nil : sum }
      return value >= UInt64(offset.magnitude) ? value - UInt64(offset.magnitude) : nil
    }
  }
}
