/// Entries, commits and memberships.
extension CCFInterpreter {
  /// The first server writes the first membership and a signature and commits both, in the term that it leads.
  mutating func bootstrap(_ step: inout CCFStep) throws(MissingField) {
    let last = try require(step.state.last, "msg.state.last_idx")
    let index = try committedIndex(step)
    step.emit(.roleChanged(.leader), passing(step))
    let count = min(last.rawValue, Self.entriesListedMaximum)
    let entries = (0..<count).map { LogEntry(index: LogIndex($0 + 1), term: step.state.view) }
    append(entries, &step, passing(step))
    views[step.number].last = .known(last)
    adopt(step.line.configurations ?? [], &step)
    commit(index, &step)
  }

  /// A leader's new entry; the state is that before it.
  mutating func replicate(_ step: inout CCFStep) throws(MissingField) {
    let index = try require(step.line.index, "msg.seqno")
    catchUp(&step)
    let entry = LogEntry(index: index, term: step.line.view.or(step.state.view))
    append([entry], &step, observation(step, .before))
  }

  /// One entry of the request that arrived last; the state is that before it.
  mutating func execute(_ step: inout CCFStep) {
    catchUp(&step)
    guard let last = step.state.last.value else {
      step.emit(.observed, observation(step, .before))
      return
    }
    append([requestedEntry(last.next, step)], &step, observation(step, .before))
  }

  /// A leader's proposal, or a membership among a follower's entries.
  ///
  /// The driver's runner leaves out the line of the entry that carries it. Where that line is there, it is the server's line
  /// before this one, and a leader still shows the log without the entry.
  mutating func addConfiguration(_ step: inout CCFStep) throws(MissingField) {
    let configuration = try require(Observed(step.line.configuration), "msg.args.configuration")
    let hasEntry = configuration.index > .zero
    let isAppended = hasEntry && views[step.number].appended == configuration.index
    if isAppended { step.appended = configuration.index }
    if hasEntry, !isAppended { catchUp(to: .known(configuration.index.previous), &step) }
    adopt(step.line.configurations ?? [], &step)
    let isLeader = step.state.leadership == .leader
    if isLeader { propose(configuration, isAppended, &step) }
    if hasEntry, !isAppended { appendCarrier(of: configuration, isLeader, &step) }
    if views[step.number].add(configuration) {
      emitConfiguration(configuration.index, &step)
    } else if step.events.isEmpty {
      step.emit(.observed, passing(step))
    }
  }

  private func propose(_ configuration: CCFConfiguration, _ isAppended: Bool, _ step: inout CCFStep) {
    var before = observation(step, .before)
    if isAppended { before.lastLogIndex = .unknown }
    let proposed = symbols.configuration(Configuration(voters: configuration.servers))
    let change = ConfigurationChange(configuration: proposed, index: .known(configuration.index))
    step.emit(.configurationProposed(change), before)
  }

  private mutating func appendCarrier(
    of configuration: CCFConfiguration, _ isLeader: Bool, _ step: inout CCFStep
  ) {
    let entry =
      isLeader
      ? LogEntry(index: configuration.index, term: step.state.view)
      : requestedEntry(configuration.index, step)
    append([entry], &step, passing(step))
  }

  mutating func commit(_ step: inout CCFStep) throws(MissingField) {
    let index = try committedIndex(step)
    catchUp(&step)
    adopt(step.line.configurations ?? [], &step)
    commit(index, &step)
  }

  /// Older versions show it only in the state, which is then the one behind the commit.
  private func committedIndex(_ step: CCFStep) throws(MissingField) -> LogIndex {
    try require(step.line.index.or(step.state.commit), "msg.args.idx")
  }

  /// The commit, shown behind its effect; the memberships in force are still those that it needed.
  private mutating func commit(_ index: LogIndex, _ step: inout CCFStep) {
    var after = observation(step, .after)
    after.commitIndex = .known(index)
    after.configuration = .unknown
    // The commit that completes a retirement ends the leadership.
    if step.state.isRetired { after.role = .unknown }
    let entryTerm = views[step.number].terms.term(at: index)
    step.emit(.committed(CommitAdvance(index: index, entryTerm: entryTerm)), after)
    if views[step.number].commit(index) { emitConfiguration(nil, &step) }
  }

  /// Tells what happened to the log since the server's last line, where no line of its own told it.
  mutating func catchUp(_ step: inout CCFStep) { catchUp(to: step.state.last, &step) }

  private mutating func catchUp(to last: Observed<LogIndex>, _ step: inout CCFStep) {
    leaveLeadership(&step)
    guard let shown = last.value, let known = views[step.number].last.value, shown != known else {
      views[step.number].last = last.or(views[step.number].last)
      return
    }
    if shown < known {
      truncate(behind: shown, &step)
    } else {
      grow(to: shown, from: known, &step)
    }
  }

  private mutating func truncate(behind last: LogIndex, _ step: inout CCFStep) {
    let hasOtherConfiguration = views[step.number].truncate(behind: last)
    var after = passing(step)
    after.lastLogIndex = .known(last)
    after.commitIndex = step.state.commit
    step.emit(.logTruncated(from: last.next), after)
    if hasOtherConfiguration { emitConfiguration(nil, &step) }
  }

  private mutating func grow(to last: LogIndex, from known: LogIndex, _ step: inout CCFStep) {
    let count = last.rawValue - known.rawValue
    let listed = min(count, Self.entriesListedMaximum)
    let entries = (1...listed).map { LogEntry(index: LogIndex(known.rawValue + $0), term: .unknown) }
    let batch = EntryBatch(count: Observed(Int(exactly: count)), entries: entries)
    step.emit(.entriesAppended(batch), passing(step))
    views[step.number].append(entries)
    views[step.number].last = .known(last)
  }

  private mutating func append(_ entries: [LogEntry], _ step: inout CCFStep, _ observation: Observation) {
    guard !entries.isEmpty else { return }
    step.emit(.entriesAppended(EntryBatch(entries)), observation)
    views[step.number].append(entries)
    step.appended = entries.last?.index
    guard step.state.leadership == .leader, let term = step.state.view.value else { return }
    leaderLogs.note(views[step.number].terms, of: term)
  }

  /// Takes over the memberships that a line shows, where they are not those that the lines before it led to.
  mutating func adopt(_ configurations: [CCFConfiguration], _ step: inout CCFStep) {
    guard !configurations.isEmpty, configurations != views[step.number].configurations else { return }
    views[step.number].configurations = configurations
    emitConfiguration(configurations.count == 1 ? configurations[0].index : nil, &step)
  }

  private mutating func emitConfiguration(_ index: LogIndex?, _ step: inout CCFStep) {
    guard let configuration = views[step.number].necessaryConfiguration(symbols) else { return }
    let change = ConfigurationChange(
      configuration: configuration, index: Observed(index.flatMap { $0 > .zero ? $0 : nil }))
    step.emit(.configurationInUse(change), passing(step))
  }

  /// An entry of the request that arrived last.
  private func requestedEntry(_ index: LogIndex, _ step: CCFStep) -> LogEntry {
    let term = views[step.number].request.map { self.term(at: index, in: $0) } ?? .unknown
    return LogEntry(index: index, term: term)
  }
}
