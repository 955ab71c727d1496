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
