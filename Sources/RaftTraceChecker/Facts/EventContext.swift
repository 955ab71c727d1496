import TraceFormat

/// What a property gets to know with each event besides the event itself.
struct EventContext {
  /// A dense number of (group, server).
  let slot: Int
  /// What earlier lines of the server's present life establish.
  let life: ServerLife
  /// How the event's source departs from the plainest reading.
  let dialect: SourceDialect

  /// A dense number of the group.
  let group: Int
  let symbols: TraceSymbols

  /// The life that the event belongs to: a start is the first event of the next.
  func incarnation(of event: TraceEvent) -> UInt32 { event.isStart ? life.incarnation + 1 : life.incarnation }

  /// Whether the event may be the first of another server to which an operator gave the name: it has nothing on disk then.
  ///
  /// A start that shows no term may have been a blank one.
  func mayBeNewServer(_ event: TraceEvent) -> Bool {
    dialect.reusesIdentities && event.isStart && event.observation.currentTerm.value ?? .zero == .zero
  }

  /// A term that is on the server's disk for certain, because another server said yes to what it asked in this term.
  ///
  /// Where identities are reused the yes may be meant for an earlier server of the name.
  func answeredTerm(of event: TraceEvent) -> Term? { dialect.reusesIdentities ? nil : event.answeredTerm }

  /// The configuration that governs the server at an event, where the trace shows it.
  func configuration(of event: TraceEvent) -> Configuration? {
    (event.observation.configuration.value ?? life.configuration).map { symbols[$0] }
  }
}

extension TraceEvent {
  /// This line as a witness of a statement about its own server.
  func witness(_ statement: Statement) -> Witness {
    Witness(position: position, server: server, statement: statement)
  }
}
