public import TraceFormat

/// Random events of every kind, each of their fields known, unknown or none.
///
/// They are well-formed and make no sense as a run of Raft: they serve readers and writers.
public struct EventGenerator {
  /// Names that a careless writer breaks on.
  public static let hostileNames = [
    "", " ", "\"", "\\", "a\nb", "\u{0}", "\u{7f}", "é", "日本語", "👩‍👩‍👧",
    "\u{202e}n1", "</script>", "n1:7",
    "null",
    "{\"event\":\"start\"}", "\u{2028}", String(repeating: "x", count: 300),
  ]

  public let symbols: TraceSymbols
  private var random: SeededRandom
  private let plainNames = ["n1", "n2", "n3", "n4", "n5"]

  public init(seed: UInt64, symbols: TraceSymbols) {
    random = SeededRandom(seed: seed)
    self.symbols = symbols
  }

  /// An event of the kind with this name.
  public mutating func event(_ name: EventName) -> TraceEvent {
    TraceEvent(
      group: random.isOnce(in: 2) ? TraceSymbols.defaultGroup : symbols.group(text()),
      server: server(), position: position(), kind: kind(name), observation: observation(),
      time: random.observed { WallTime(nanoseconds: Self.nanoseconds(&$0)) }, clock: clock())
  }

  /// An event of any kind.
  public mutating func event() -> TraceEvent { event(random.element(of: EventName.allCases)) }

  private mutating func kind(_ name: EventName) -> EventKind {
    switch name {
    case .start: .start
    case .stop: .stop
    case .crash: .crash
    case .serverNamed: .serverNamed(symbols.name(text()))
    case .roleChanged: .roleChanged(role())
    case .campaignStarted: .campaignStarted
    case .voteGranted: .voteDecided(vote(isGranted: true, isPreVote: false))
    case .voteRefused: .voteDecided(vote(isGranted: false, isPreVote: false))
    case .preVoteGranted: .voteDecided(vote(isGranted: true, isPreVote: true))
    case .preVoteRefused: .voteDecided(vote(isGranted: false, isPreVote: true))
    case .leaderObserved: .leaderObserved(server())
    case .messageSent: .messageSent(message())
    case .messageReceived: .messageReceived(message())
    case .messageDropped: .messageDropped(message())
    case .messageDuplicated: .messageDuplicated(message())
    case .entriesAppended: .entriesAppended(batch())
    case .logTruncated: .logTruncated(from: index())
    case .persisted: .persisted(Persistence(coversTermAndVote: flag(), lastLogIndex: observedIndex()))
    case .committed: .committed(CommitAdvance(index: index(), entryTerm: observedTerm()))
    case .applied: .applied(LogEntry(index: index(), term: observedTerm(), payload: observedPayload()))
    case .snapshotTaken: .snapshotTaken(snapshot())
    case .snapshotInstalled: .snapshotInstalled(snapshot())
    case .configurationProposed: .configurationProposed(change())
    case .configurationInUse: .configurationInUse(change())
    case .clientCalled: .clientCalled(operation())
    case .clientReturned: .clientReturned(operation())
    case .leaseHeld: .leaseHeld(Lease(begin: time(), end: time()))
    case .observed: .observed
    }
  }

  private mutating func vote(isGranted: Bool, isPreVote: Bool) -> VoteDecision {
    VoteDecision(
      candidate: server(), term: observedTerm(), isGranted: isGranted, isPreVote: isPreVote,
      lastLogIndex: observedIndex(), lastLogTerm: observedTerm())
  }

  private mutating func snapshot() -> Snapshot {
    Snapshot(
      lastIncludedIndex: index(), lastIncludedTerm: observedTerm(), configuration: observedConfiguration(),
      content: observedPayload())
  }

  private mutating func change() -> ConfigurationChange {
    ConfigurationChange(configuration: configuration(), index: observedIndex())
  }

  private mutating func operation() -> ClientOperation {
    ClientOperation(
      client: symbols.name(text()), request: number(),
      action: random.observed { $0.element(of: ClientOperation.Action.allCases) },
      key: flag() ? .unknown : .known(symbols.name(text())), value: observedPayload(),
      outcome: random.observed { $0.element(of: ClientOperation.Outcome.allCases) }, index: observedIndex())
  }

  private mutating func observation() -> Observation {
    var observation = Observation()
    observation.moment = flag() ? .before : .after
    if random.isOnce(in: 3) { return observation }
    observation.currentTerm = observedTerm()
    observation.votedFor = serverOrNone()
    observation.role = flag() ? .unknown : .known(role())
    observation.leader = serverOrNone()
    observation.lastLogIndex = observedIndex()
    observation.lastLogTerm = observedTerm()
    observation.commitIndex = observedIndex()
    observation.lastApplied = observedIndex()
    observation.durableIndex = observedIndex()
    observation.snapshotIndex = observedIndex()
    observation.stateHash = observedPayload()
    observation.configuration = observedConfiguration()
    return observation
  }
}

/// Messages of every type.
extension EventGenerator {
  private mutating func message() -> Message {
    Message(
      source: server(), destination: flag() ? .unknown : .known(server()), term: observedTerm(),
      body: body(random.element(of: MessageType.allCases)))
  }

  private mutating func body(_ type: MessageType) -> MessageBody {
    switch type {
    case .requestVoteRequest:
      .requestVoteRequest(
        RequestVoteRequest(
          lastLogIndex: observedIndex(), lastLogTerm: observedTerm(), isLeadershipTransfer: observedFlag()))
    case .requestVoteResponse: .requestVoteResponse(RequestVoteResponse(voteGranted: observedFlag()))
    case .preVoteRequest:
      .preVoteRequest(PreVoteRequest(lastLogIndex: observedIndex(), lastLogTerm: observedTerm()))
    case .preVoteResponse: .preVoteResponse(PreVoteResponse(voteGranted: observedFlag()))
    case .appendEntriesRequest:
      .appendEntriesRequest(
        AppendEntriesRequest(
          prevLogIndex: observedIndex(), prevLogTerm: observedTerm(), entries: batch(),
          leaderCommit: observedIndex()))
    case .appendEntriesResponse:
      .appendEntriesResponse(
        AppendEntriesResponse(
          success: observedFlag(), matchIndex: observedIndex(), conflictIndex: observedIndex(),
          conflictTerm: observedTerm()))
    case .installSnapshotRequest:
      .installSnapshotRequest(InstallSnapshotRequest(snapshot: snapshot(), isDone: observedFlag()))
    case .installSnapshotResponse:
      .installSnapshotResponse(InstallSnapshotResponse(success: observedFlag(), matchIndex: observedIndex()))
    case .timeoutNow: .timeoutNow
    case .readIndexRequest: .readIndexRequest(ReadIndexRequest(context: observedPayload()))
    case .readIndexResponse:
      .readIndexResponse(ReadIndexResponse(context: observedPayload(), readIndex: observedIndex()))
    }
  }

  private mutating func batch() -> EntryBatch {
    let first = UInt64.random(in: 1...1_000, using: &random)
    let entries = (0..<UInt64.random(in: 0...3, using: &random)).map { offset in
      LogEntry(index: LogIndex(first + offset), term: observedTerm(), payload: observedPayload())
    }
    switch Int.random(in: 0..<4, using: &random) {
    case 0: return EntryBatch(entries)
    case 1: return EntryBatch(count: .unknown, entries: entries)
    case 2: return EntryBatch(count: .known(entries.count + 2), entries: entries)
    default: return EntryBatch(count: .known(.max), entries: [])
    }
  }
}

/// Values, often at the ends of their ranges.
extension EventGenerator {
  private mutating func flag() -> Bool { random.isOnce(in: 2) }
  private mutating func observedFlag() -> Observed<Bool> { random.observed { $0.isOnce(in: 2) } }
  private mutating func role() -> Role { random.element(of: Role.allCases) }

  private mutating func number() -> UInt64 { Self.number(&random) }
  private mutating func index() -> LogIndex { LogIndex(number()) }
  private mutating func observedIndex() -> Observed<LogIndex> {
    random.observed { LogIndex(Self.number(&$0)) }
  }
  private mutating func observedTerm() -> Observed<Term> { random.observed { Term(Self.number(&$0)) } }
  private mutating func observedPayload() -> Observed<PayloadHash> {
    random.observed { PayloadHash(Self.number(&$0)) }
  }
  private mutating func time() -> WallTime { WallTime(nanoseconds: Self.nanoseconds(&random)) }

  private mutating func text() -> String {
    random.isOnce(in: 3) ? random.element(of: Self.hostileNames) : random.element(of: plainNames)
  }

  private mutating func server() -> ServerID { symbols.server(text()) }

  private mutating func serverOrNone() -> Observed<ServerID?> {
    switch Int.random(in: 0..<3, using: &random) {
    case 0: .unknown
    case 1: .known(nil)
    default: .known(server())
    }
  }

  private mutating func servers(atLeast count: Int) -> [ServerID] {
    (0..<Int.random(in: count...4, using: &random)).map { _ in server() }
  }

  private mutating func configuration() -> ConfigurationID {
    symbols.configuration(
      Configuration(
        voters: servers(atLeast: 0), outgoingVoters: servers(atLeast: 0), learners: servers(atLeast: 0)))
  }

  private mutating func observedConfiguration() -> Observed<ConfigurationID> {
    flag() ? .unknown : .known(configuration())
  }

  private mutating func clock() -> Observed<VectorClock> {
    guard flag() else { return .unknown }
    return .known(
      VectorClock(
        Set(servers(atLeast: 0)).sorted().map { VectorClock.Component(server: $0, count: number()) }))
  }

  private mutating func position() -> SourcePosition {
    let line = random.isOnce(in: 4) ? UInt32.max : UInt32.random(in: 1...9_999, using: &random)
    let state = random.isOnce(in: 3) ? UInt32.random(in: 1...9_999, using: &random) : 0
    return SourcePosition(file: symbols.file(text()), line: line, state: state)
  }

  private static func number(_ random: inout SeededRandom) -> UInt64 {
    random.isOnce(in: 4)
      ? random.element(of: [0, 1, 1 << 53, UInt64(Int64.max) + 1, .max])
      : UInt64.random(in: 0...1_000, using: &random)
  }

  private static func nanoseconds(_ random: inout SeededRandom) -> Int64 {
    random.isOnce(in: 4)
      ? random.element(of: [.min, -1, 0, 1, .max])
      : Int64.random(in: 0...4_000_000_000, using: &random) * 1_000_000_000
        + random.element(of: [0, 1, 500_000_000, 123_456_789])
  }
}
