import TraceFormat

/// What earlier lines of a server's present life establish about it; a start begins a new life.
///
/// Term and role are what was last shown: under sampling the server may have moved on since, never back.
struct ServerLife {
  /// 0 for the life whose start the trace does not show, then counted up by starts.
  var incarnation: UInt32 = 0
  var term: Term?
  var role: Role?
  /// The terms of entries that the log holds for certain, where the trace is complete.
  var log = KnownLog()
  /// The configuration shown last to be in use.
  var configuration: ConfigurationID?

  /// Takes in what an event shows, after the properties have seen it.
  mutating func advance(past event: TraceEvent) {
    switch event.kind {
    case .start: self = ServerLife(incarnation: incarnation + 1)
    case .configurationInUse(let change): configuration = change.configuration
    case .snapshotInstalled(let snapshot):
      // A source that has not shown a membership come into use may not show the next one either.
      if configuration != nil { configuration = snapshot.configuration.value }
    default: break
    }
    log.consider(event)
    if let shown = event.observation.currentTerm.value {
      if let term, shown > term { role = nil }
      term = shown
    }
    if let shown = event.shownRole { role = shown }
    if case .roleChanged = event.kind, event.observation.moment == .before { role = nil }
  }
}
