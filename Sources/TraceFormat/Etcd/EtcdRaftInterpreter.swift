/// Says in Raft's words what the lines prove, line by line.
struct EtcdRaftInterpreter {
  /// The most new entries of a leader that one event lists; of more, only the number is told.
  static let entriesListedMaximum: UInt64 = 1_024

  private let symbols: TraceSymbols
  /// By the server's number.
  private var views: [EtcdRaftServerView] = []
  /// Whether any server has shown a term in which one may have been elected.
  private var hasTerm = false

  init(symbols: TraceSymbols) {
    self.symbols = symbols
  }

  /// Appends the events of a line: a snapshot put in place, a new membership, new entries, then what the line itself is about.
  ///
  /// Throws the field without which the line says nothing.
  mutating func append(
    _ line: EtcdRaftLine, at position: SourcePosition, to events: inout [TraceEvent]
  ) throws(MissingField) {
    let name = try require(Observed(line.name), "event.name")
    let server = try require(Observed(line.server), "event.nid")
    let number = Int(server.rawValue)
    while views.count <= number { views.append(EtcdRaftServerView()) }
    views[number].enter(line, name)
    let view = views[number]
    if let term = line.term.value, term > .zero { hasTerm = true }
    let kind = try kind(of: line, name, view)

    if view.stage == .running { appendChanges(in: line, since: view, of: server, at: position, to: &events) }
    let observation = observation(in: line, name, view.stage)
    events.append(
      TraceEvent(server: server, position: position, kind: kind, observation: observation, time: line.time))
    views[number].remember(line)
  }

  /// Forgets what the servers have shown, because a line was lost that may have been about any of them.
  mutating func forgetServers() {
    views = []
  }

  private func appendChanges(
    in line: EtcdRaftLine, since view: EtcdRaftServerView, of server: ServerID, at position: SourcePosition,
    to events: inout [TraceEvent]
  ) {
    let growth = view.growth(in: line)
    var observation = Observation()
    observation.currentTerm = line.term
    observation.votedFor = line.vote
    observation.role = line.role
    observation.lastLogIndex = growth == nil ? line.log : view.log
    if let snapshot = view.installation(in: line) {
      events.append(
        TraceEvent(
          server: server, position: position, kind: .snapshotInstalled(snapshot), observation: observation,
          time: line.time))
    }
    if let configuration = view.configurationChange(in: line) {
      let change = ConfigurationChange(configuration: configuration)
      events.append(
        TraceEvent(
          server: server, position: position, kind: .configurationInUse(change), observation: observation,
          time: line.time))
    }
    if let growth {
      observation.lastLogIndex = line.log
      let batch = Self.entries(from: growth.first, count: growth.count, term: line.term)
      events.append(
        TraceEvent(
          server: server, position: position, kind: .entriesAppended(batch), observation: observation,
          time: line.time))
    }
  }

  private static func entries(from first: LogIndex, count: UInt64, term: Observed<Term>) -> EntryBatch {
    let listed = min(count, entriesListedMaximum)
    let entries = (0..<listed).map { LogEntry(index: LogIndex(first.rawValue + $0), term: term) }
    return EntryBatch(count: Observed(Int(exactly: count)), entries: entries)
  }

  private func kind(
    of line: EtcdRaftLine, _ name: EtcdRaftEventName, _ view: EtcdRaftServerView
  ) throws(MissingField) -> EventKind {
    switch name {
    case .initState: .start
    case .becomeFollower: .roleChanged(.follower)
    case .becomeCandidate: .roleChanged(.candidate)
    case .becomeLeader: .roleChanged(.leader)
    case .commit: commit(in: line, view)
    case .changeConf: proposal(in: line)
    case .send: sent(try require(Observed(line.message), "event.msg"), line)
    case .receive: received(try require(Observed(line.message), "event.msg"))
    case .replicate, .applyConfChange, .ready, .applyEntries, .other: .observed
    }
  }

  /// The library logs each attempt to commit, most of which move nothing.
  private func commit(in line: EtcdRaftLine, _ view: EtcdRaftServerView) -> EventKind {
    guard let last = view.commit.value, let index = line.commit.value, index != last else { return .observed }
    return .committed(CommitAdvance(index: index))
  }

  private func proposal(in line: EtcdRaftLine) -> EventKind {
    guard let current = line.configuration.value,
      let proposed = symbols[current].afterEtcdRaft(line.changes)
    else { return .observed }
    return .configurationProposed(ConfigurationChange(configuration: symbols.configuration(proposed)))
  }

  /// A message to itself is a candidate's vote for itself, or a leader's append.
  private func sent(_ message: EtcdRaftMessage, _ line: EtcdRaftLine) -> EventKind {
    guard message.isToItself else { return message.message.map { .messageSent($0) } ?? .observed }
    guard message.type == .msgVoteResp, message.isRejection == .known(false), let source = message.source
    else { return .observed }
    return .voteDecided(
      VoteDecision(candidate: source, term: message.term, isGranted: true, lastLogIndex: line.log))
  }

  private func received(_ message: EtcdRaftMessage) -> EventKind {
    guard !message.isToItself else { return .observed }
    return message.message.map { .messageReceived($0) } ?? .observed
  }

  private func observation(
    in line: EtcdRaftLine, _ name: EtcdRaftEventName, _ stage: EtcdRaftServerView.Stage
  ) -> Observation {
    var observation = Observation()
    observation.moment = moment(of: line, name)
    observation.role = line.role
    switch stage {
    case .loading:
      if line.log != .known(.zero) { observation.lastLogIndex = line.log }
    case .blank: break
    case .running:
      observation.currentTerm = line.term
      observation.votedFor = line.vote
      // What a server in term 0 has committed came with its first log: from before any term, or from a leader of a term
      // that this server does not show.
      if line.term != .known(.zero) || !hasTerm { observation.commitIndex = line.commit }
      observation.lastApplied = line.applied
      observation.lastLogIndex = line.log
      // The library's last index counts what a snapshot covers.
      if line.log == .known(.zero) { observation.snapshotIndex = .known(.zero) }
      observation.configuration = line.configuration
    }
    return observation
  }

  /// Whether the library logs the event before or behind its effect.
  ///
  /// A vote is logged when the answer is queued, before it is stored.
  private func moment(of line: EtcdRaftLine, _ name: EtcdRaftEventName) -> Observation.Moment {
    switch name {
    case .receive, .replicate, .changeConf, .applyConfChange: .before
    case .send: line.message?.type == .msgVoteResp ? .before : .after
    case .initState, .becomeFollower, .becomeCandidate, .becomeLeader, .commit, .ready, .applyEntries, .other:
      .after
    }
  }
}
