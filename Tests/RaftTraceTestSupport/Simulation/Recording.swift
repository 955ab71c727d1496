import TraceFormat

/// What a simulated cluster does, as a trace of one file for each server.
struct Recording {
  private(set) var trace: TestTrace
  private let dialect: SourceDialect
  private let configuration: ConfigurationID
  private var counts: [UInt32]

  init(servers: Int, voters: [Int], dialect: SourceDialect) {
    let symbols = TraceSymbols()
    let ids = (0..<servers).map { symbols.server("n\($0)") }
    for i in 0..<servers { _ = symbols.file("n\(i).ndjson") }
    configuration = symbols.configuration(
      Configuration(voters: voters.map { ids[$0] }, learners: ids[voters.count...].map { $0 }))
    trace = TestTrace(symbols: symbols)
    self.dialect = dialect
    counts = Array(repeating: 0, count: servers)
  }

  func id(_ number: Int) -> ServerID { ServerID(UInt32(number)) }
  func number(_ id: ServerID) -> Int { Int(id.rawValue) }

  mutating func add(_ i: Int, _ kind: EventKind, _ server: SimulatedServer, _ moment: Observation.Moment) {
    counts[i] += 1
    let event = TraceEvent(
      server: id(i), position: SourcePosition(file: FileID(UInt32(i)), line: counts[i]), kind: kind,
      observation: observation(server, moment))
    trace.lines.append(TestTrace.Line(event: event, dialect: dialect, input: i))
  }

  private func observation(_ server: SimulatedServer, _ moment: Observation.Moment) -> Observation {
    var observation = Observation()
    observation.moment = moment
    observation.currentTerm = .known(Term(server.state.term))
    observation.votedFor = .known(server.state.votedFor.map { id($0) })
    observation.role = .known(server.role)
    observation.leader = .known(server.leader.map { id($0) })
    observation.lastLogIndex = .known(LogIndex(server.last))
    observation.lastLogTerm = .known(Term(server.lastTerm))
    observation.commitIndex = .known(LogIndex(server.commit))
    observation.lastApplied = .known(LogIndex(server.applied))
    observation.durableIndex = .known(
      LogIndex(server.disk.snapshotIndex + UInt64(server.disk.log.count)))
    observation.snapshotIndex = .known(LogIndex(server.state.snapshotIndex))
    observation.stateHash = .known(PayloadHash(server.hash))
    observation.configuration = .known(configuration)
    return observation
  }

  static func entry(_ index: UInt64, _ entry: SimulatedServer.Entry) -> LogEntry {
    LogEntry(
      index: LogIndex(index), term: .known(Term(entry.term)), payload: .known(PayloadHash(entry.payload)))
  }

  func snapshot(_ index: UInt64, term: UInt64, hash: UInt64) -> Snapshot {
    Snapshot(
      lastIncludedIndex: LogIndex(index), lastIncludedTerm: .known(Term(term)),
      configuration: .known(configuration), content: .known(PayloadHash(hash)))
  }
}
