import TraceFormat

/// What earlier lines of a server's present life establish about it; a start begins a new life.
///
/// Term and role are what was last shown: under sampling the server may have moved on since, never back.
struct ServerLife {
  /// 0 for the life whose start the trace does not show, then counted up by starts.
  var incarnation: UInt32 = 0
  var term: Term?
  var role: Role?
  /// The configuration shown last to be in use.
  var configuration: ConfigurationID?

  /// Takes in what an event shows, after the properties have seen it.
  mutating func advance(past event: TraceEvent) {
    switch event.kind {
    case .start:
      self = ServerLife(incarnation: incarnation + 1)
      role = event.observation.role.value
    case .roleChanged(let newRole): role = newRole
    default: role = event.observation.role.value ?? role
    }
    if case .configurationInUse(let change) = event.kind { configuration = change.configuration }
    if let shown = event.observation.configuration.value { configuration = shown }
    guard let shown = event.observation.currentTerm.value else { return }
    if let term, shown > term, !event.showsRole { role = nil }
    term = shown
  }
}

extension TraceEvent {
  fileprivate var showsRole: Bool {
    if case .roleChanged = kind { return true }
    return observation.role.isKnown
  }
}
