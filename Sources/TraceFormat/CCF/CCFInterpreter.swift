/// Says in Raft's words what the lines prove, line by line.
///
/// A line of CCF shows the state at the moment at which it was written: where a message arrives, an entry is appended or an
/// index is committed that is before the effect; where a role was taken or a message was sent it is behind it. Effects
/// without a line of their own – a log that is cut, a leader that is retired – are told before the line that shows them.
struct CCFInterpreter {
  /// The most entries that one event lists; of more, only the number is told.
  static let entriesListedMaximum: UInt64 = 1_024

  let symbols: TraceSymbols
  /// By the server's number.
  var views: [CCFServerView] = []
  var leaderLogs = CCFLeaderLogs()
  /// Whether a line was lost: a server that is new behind it may have been shown before.
  private var hasLoss = false

  init(symbols: TraceSymbols) {
    self.symbols = symbols
  }

  /// Appends the events of a line, in the order in which they happened.
  ///
  /// Throws the field without which the line says nothing.
  mutating func append(
    _ line: CCFLine, at position: SourcePosition, to events: inout [TraceEvent]
  ) throws(MissingField) {
    let function = try require(Observed(line.function), "msg.function")
    let server = try require(Observed(line.state.server), "msg.state.node_id")
    var step = CCFStep(
      line: line, function: function, server: server, number: Int(server.rawValue), position: position)
    while views.count <= step.number { views.append(CCFServerView()) }
    if !views[step.number].isKnown { begin(&step) }
    try tell(&step)
    views[step.number].role = Observed(line.state.leadership?.role).or(views[step.number].role)
    views[step.number].appended = step.appended
    events.append(contentsOf: step.events)
  }

  /// Forgets what the servers have shown, because a line was lost that may have been about any of them.
  mutating func forgetServers() {
    views = []
    leaderLogs = CCFLeaderLogs()
    hasLoss = true
  }

  /// Every server of a trace that is shown from its beginning starts with nothing; the first one as leader.
  private mutating func begin(_ step: inout CCFStep) {
    views[step.number].isKnown = true
    views[step.number].last = step.state.last
    let isFirst =
      switch step.function {
      case .bootstrap: true
      case .becomeLeader: step.state.last == .known(.zero) && step.line.configurations?.isEmpty ?? false
      default: false
      }
    guard !hasLoss, isFirst || step.state.isBlank else { return }
    var blank = Observation()
    blank.currentTerm = step.state.view
    blank.role = .known(isFirst ? .leader : .follower)
    blank.lastLogIndex = .known(.zero)
    blank.lastLogTerm = .known(.zero)
    blank.commitIndex = .known(.zero)
    if !isFirst { blank.votedFor = .known(nil) }
    step.emit(.start, blank)
    views[step.number].role = blank.role
    views[step.number].last = .known(.zero)
  }

  private mutating func tell(_ step: inout CCFStep) throws(MissingField) {
    switch step.function {
    case .bootstrap: try bootstrap(&step)
    case .replicate: try replicate(&step)
    case .addConfiguration: try addConfiguration(&step)
    case .executeAppendEntries: execute(&step)
    case .commit: try commit(&step)
    case .becomePreVoteCandidate: becomes(.preCandidate, &step)
    case .becomeCandidate: becomes(.candidate, &step)
    case .becomeLeader: becomeLeader(&step)
    case .becomeFollower: becomeFollower(&step)
    case .sendAppendEntries, .send: try send(&step)
    case .receiveAppendEntries, .receive: try receive(&step)
    case .dropPending: try drop(&step)
    case .other:
      catchUp(&step)
      step.emit(.observed, observation(step, .before))
    }
  }

  /// What a line shows, at its own moment.
  func observation(_ step: CCFStep, _ moment: Observation.Moment) -> Observation {
    var observation = Observation()
    observation.moment = moment
    observation.currentTerm = step.state.view
    observation.role = Observed(step.state.leadership?.role)
    observation.commitIndex = step.state.commit
    observation.lastLogIndex = step.state.last
    observation.configuration = views[step.number].configuration(symbols)
    return observation
  }

  /// What is certain of an event that happened on the way: the term.
  func passing(_ step: CCFStep) -> Observation {
    var observation = Observation()
    observation.currentTerm = step.state.view
    return observation
  }
}

/// A line with the events that it becomes.
struct CCFStep {
  let line: CCFLine
  let function: CCFFunction
  let server: ServerID
  let number: Int
  let position: SourcePosition
  var events: [TraceEvent] = []
  /// The last entry that the line appends.
  var appended: LogIndex?

  var state: CCFState { line.state }

  mutating func emit(_ kind: EventKind, _ observation: Observation) {
    events.append(TraceEvent(server: server, position: position, kind: kind, observation: observation))
  }
}
