public import TraceFormat

/// The events that a run of the tutorial would have left, had its servers kept a trace.
///
/// A lost reply leaves no event: an action that ends where it stands is seen by nobody. The tutorial's sentinel is not shown.
public struct TutorialTrace {
  public private(set) var events: [TraceEvent] = []
  private let servers: [ServerID]
  private let payloads: [PayloadHash]
  private let position: SourcePosition

  /// How a trace of the tutorial is read: its durable fields are durable as soon as they are assigned.
  public static var dialect: SourceDialect {
    var dialect = SourceDialect()
    dialect.durability = .atOnce
    return dialect
  }

  /// Begins a trace with the start of all servers.
  ///
  /// - Parameter names: of the servers; FizzBee's unless others are given.
  public init(symbols: TraceSymbols, names: [String] = ["Node0", "Node1", "Node2"]) {
    precondition(names.count == TutorialState.serverCount, "a name for each server")
    servers = names.map { symbols.server($0) }
    payloads = (0...TutorialEntry.termMaximum).map { PayloadHash(of: "cmd\($0)".utf8.span) }
    position = SourcePosition(file: symbols.file("tutorial"), line: 0)
    let configuration = symbols.configuration(Configuration(voters: servers))
    for server in servers.indices {
      var observation = observation(of: TutorialServer())
      observation.configuration = .known(configuration)
      append(.start, at: server, observation)
    }
  }

  /// Adds what a step did.
  public mutating func append(_ occurrences: [TutorialOccurrence]) {
    for occurrence in occurrences { append(occurrence) }
  }

  private mutating func append(_ occurrence: TutorialOccurrence) {
    let (server, after) = (occurrence.server, occurrence.after)
    let shown = observation(of: after)
    switch occurrence.kind {
    case .campaignStarted: append(.campaignStarted, at: server, shown)
    case .roleChanged: append(.roleChanged(after.mode.role), at: server, shown)
    case .voted(let request, let isGranted):
      append(.voteDecided(decision(on: request, isGranted)), at: server, shown)
    case .sent(let message): append(.messageSent(self.message(message)), at: server)
    case .received(let message): append(.messageReceived(self.message(message)), at: server)
    case .appended:
      // Shown as it was before, so that the entry is known to follow the one that was the last.
      let last = entry(after.log[after.log.lastIndex], at: after.log.lastIndex)
      var before = after
      before.log.truncate(from: after.log.lastIndex)
      var observation = observation(of: before)
      observation.moment = .before
      append(.entriesAppended(EntryBatch([last])), at: server, observation)
    case .truncated(let index): append(.logTruncated(from: LogIndex(UInt64(index))), at: server, shown)
    case .committed:
      let term = after.log[Int(after.commitIndex)].term
      let advance = CommitAdvance(
        index: LogIndex(UInt64(after.commitIndex)),
        entryTerm: term == 0 ? .unknown : .known(Term(UInt64(term))))
      append(.committed(advance), at: server, shown)
    case .crashed: append(.crash, at: server)
    case .recovered: append(.start, at: server, shown)
    }
  }

  private mutating func append(_ kind: EventKind, at server: Int, _ observation: Observation = Observation())
  {
    events.append(
      TraceEvent(server: servers[server], position: position, kind: kind, observation: observation))
  }

  private func observation(of server: TutorialServer) -> Observation {
    var observation = Observation()
    observation.currentTerm = .known(Term(UInt64(server.currentTerm)))
    observation.votedFor = .known(server.votedFor.map { servers[$0] })
    observation.role = .known(server.mode.role)
    observation.lastLogIndex = .known(LogIndex(UInt64(server.log.lastIndex)))
    observation.lastLogTerm = .known(Term(UInt64(server.log.lastTerm)))
    observation.commitIndex = .known(LogIndex(UInt64(server.commitIndex)))
    return observation
  }

  private func entry(_ entry: TutorialEntry, at index: Int) -> LogEntry {
    LogEntry(
      index: LogIndex(UInt64(index)), term: .known(Term(UInt64(entry.term))),
      payload: .known(payloads[Int(entry.command)]))
  }
}

extension TutorialServer.Mode {
  fileprivate var role: Role {
    switch self {
    case .follower: .follower
    case .candidate: .candidate
    case .leader: .leader
    }
  }
}

/// The messages of the trace.
extension TutorialTrace {
  private func decision(on request: TutorialMessage, _ isGranted: Bool) -> VoteDecision {
    var decision = VoteDecision(
      candidate: servers[request.source], term: Observed(request.term.map { Term(UInt64($0)) }),
      isGranted: isGranted)
    if case .requestVote(let index, let term) = request.content {
      decision.lastLogIndex = .known(LogIndex(UInt64(index)))
      decision.lastLogTerm = .known(Term(UInt64(term)))
    }
    return decision
  }

  private func message(_ message: TutorialMessage) -> Message {
    Message(
      source: servers[message.source], destination: .known(servers[message.destination]),
      term: Observed(message.term.map { Term(UInt64($0)) }), body: body(message.content))
  }

  private func body(_ content: TutorialMessage.Content) -> MessageBody {
    switch content {
    case .requestVote(let index, let term):
      .requestVoteRequest(
        RequestVoteRequest(
          lastLogIndex: .known(LogIndex(UInt64(index))), lastLogTerm: .known(Term(UInt64(term)))))
    case .appendEntries(let index, let term, let entries, let commit):
      .appendEntriesRequest(
        AppendEntriesRequest(
          prevLogIndex: .known(LogIndex(UInt64(index))), prevLogTerm: .known(Term(UInt64(term))),
          entries: EntryBatch(batch(entries, behind: index)), leaderCommit: .known(LogIndex(UInt64(commit)))))
    case .bareAppendEntries: .appendEntriesRequest(AppendEntriesRequest(entries: EntryBatch([])))
    case .requestVoteAnswer(let isGranted):
      .requestVoteResponse(RequestVoteResponse(voteGranted: .known(isGranted)))
    case .appendEntriesAnswer(let success, let matchIndex):
      .appendEntriesResponse(
        AppendEntriesResponse(
          success: .known(success), matchIndex: Observed(matchIndex.map { LogIndex(UInt64($0)) })))
    }
  }

  private func batch(_ entries: TutorialLog, behind index: Int) -> [LogEntry] {
    stride(from: 1, through: entries.lastIndex, by: 1).map { entry(entries[$0], at: index + $0) }
  }
}
