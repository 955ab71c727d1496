import RaftTraceChecker
import TraceFormat

/// Writes small traces by hand, one log file a server unless told otherwise.
struct SampleTrace {
  let symbols = TraceSymbols()
  private(set) var events: [TraceEvent] = []
  private var lines: [FileID: UInt32] = [:]
  private let isOneFile: Bool

  init(isOneFile: Bool = false) { self.isOneFile = isOneFile }

  func id(_ name: String) -> ServerID { symbols.server(name) }

  /// Adds an event and tells where it stands.
  @discardableResult
  mutating func add(
    _ server: String, _ kind: EventKind, term: UInt64? = nil, votedFor: String?? = nil,
    log: (index: UInt64, term: UInt64)? = nil, commit: UInt64? = nil, clock: VectorClock? = nil,
    seconds: Int64? = nil
  ) -> SourcePosition {
    var observation = Observation()
    observation.currentTerm = Observed(term.map { Term($0) })
    observation.votedFor = Observed(votedFor.map { name in name.map { id($0) } })
    observation.lastLogIndex = Observed(log.map { LogIndex($0.index) })
    observation.lastLogTerm = Observed(log.map { Term($0.term) })
    observation.commitIndex = Observed(commit.map { LogIndex($0) })
    let position = nextPosition(of: server)
    events.append(
      TraceEvent(
        server: id(server), position: position, kind: kind, observation: observation,
        time: Observed(seconds.map { WallTime(nanoseconds: $0 * 1_000_000_000) }), clock: Observed(clock)))
    return position
  }

  @discardableResult
  mutating func vote(_ voter: String, for candidate: String, term: UInt64, granted: Bool = true)
    -> SourcePosition
  {
    let vote = VoteDecision(candidate: id(candidate), term: .known(Term(term)), isGranted: granted)
    return add(voter, .voteDecided(vote), term: term)
  }

  func message(_ source: String, _ destination: String, _ term: UInt64, _ body: MessageBody) -> Message {
    Message(source: id(source), destination: .known(id(destination)), term: .known(Term(term)), body: body)
  }

  func voteRequest(_ source: String, _ destination: String, _ term: UInt64) -> Message {
    message(
      source, destination, term, .requestVoteRequest(RequestVoteRequest(lastLogIndex: .known(LogIndex(1)))))
  }

  func voteResponse(_ source: String, _ destination: String, _ term: UInt64, granted: Bool = true) -> Message
  {
    message(
      source, destination, term, .requestVoteResponse(RequestVoteResponse(voteGranted: .known(granted))))
  }

  private mutating func nextPosition(of server: String) -> SourcePosition {
    let file = symbols.file(isOneFile ? "trace.ndjson" : "\(server).log")
    lines[file, default: 0] += 1
    return SourcePosition(file: file, line: lines[file] ?? 0)
  }
}

/// The traces of the goldens.
enum SampleTraces {
  /// The election of n1 in term 1, with a lost request, as etcd logs it: no receipts of requests.
  static func election() -> SampleTrace {
    var trace = SampleTrace()
    for server in ["n1", "n2", "n3"] {
      trace.add(server, .start, term: 0, votedFor: .some(nil), log: (1, 0), commit: 1)
      trace.add(server, .roleChanged(.follower), term: 0)
    }
    trace.add("n1", .campaignStarted, term: 0)
    trace.add("n1", .roleChanged(.candidate), term: 1, votedFor: "n1")
    trace.add("n1", .messageSent(trace.voteRequest("n1", "n2", 1)))
    trace.add("n1", .messageSent(trace.voteRequest("n1", "n3", 1)))
    trace.add("n3", .messageDropped(trace.voteRequest("n1", "n3", 1)))
    trace.vote("n2", for: "n1", term: 1)
    trace.add("n1", .messageReceived(trace.voteResponse("n2", "n1", 1)))
    trace.add("n1", .roleChanged(.leader), term: 1)
    trace.add("n2", .leaderObserved(trace.id("n1")), term: 1)
    trace.add("n1", .committed(CommitAdvance(index: LogIndex(2), entryTerm: .known(Term(1)))), log: (2, 1))
    return trace
  }

  /// n2 forgets its vote over a restart, and term 4 gets two leaders.
  static func splitVote() -> (trace: SampleTrace, violations: [Violation]) {
    var trace = SampleTrace()
    for server in ["n1", "n2", "n3"] {
      trace.add(server, .roleChanged(.follower), term: 3, votedFor: .some(nil), log: (7, 3), commit: 7)
    }
    trace.add("n1", .roleChanged(.candidate), term: 4, votedFor: "n1")
    let first = trace.vote("n2", for: "n1", term: 4)
    trace.add("n1", .messageReceived(trace.voteResponse("n2", "n1", 4)))
    let firstWin = trace.add("n1", .roleChanged(.leader), term: 4)
    trace.add("n2", .crash)
    let restart = trace.add("n2", .start, term: 4, votedFor: .some(nil), log: (7, 3))
    trace.add("n3", .roleChanged(.candidate), term: 4, votedFor: "n3")
    let second = trace.vote("n2", for: "n3", term: 4)
    trace.add("n3", .messageReceived(trace.voteResponse("n2", "n3", 4)))
    let secondWin = trace.add("n3", .roleChanged(.leader), term: 4)
    let (n1, n2, n3) = (trace.id("n1"), trace.id("n2"), trace.id("n3"))
    let violation = Violation(
      property: .electionSafety, group: GroupID(0), clash: .twoLeaders(n1, n3, Term(4)),
      witnesses: [
        Witness(position: first, server: n2, statement: .voted(candidate: n1, Term(4))),
        Witness(position: firstWin, server: n1, statement: .becameLeader(Term(4))),
        Witness(position: restart, server: n2, statement: .votedForNobody(Term(4))),
        Witness(position: second, server: n2, statement: .voted(candidate: n3, Term(4))),
        Witness(position: secondWin, server: n3, statement: .becameLeader(Term(4))),
      ])
    return (trace, [violation])
  }

  /// n3 replaces an entry of term 2 by the leader's of term 3; all messages are seen at both ends.
  static func logConflict() -> SampleTrace {
    var trace = SampleTrace(isOneFile: true)
    trace.add("n3", .roleChanged(.follower), term: 2, log: (5, 2), commit: 4)
    trace.add("n1", .roleChanged(.leader), term: 3, log: (5, 3), commit: 4)
    let entry = LogEntry(index: LogIndex(5), term: .known(Term(3)))
    let append = trace.message(
      "n1", "n3", 3,
      .appendEntriesRequest(
        AppendEntriesRequest(
          prevLogIndex: .known(LogIndex(4)), prevLogTerm: .known(Term(1)), entries: EntryBatch([entry]))))
    trace.add("n1", .messageSent(append))
    trace.add("n3", .messageReceived(append), term: 3)
    trace.add("n3", .logTruncated(from: LogIndex(5)))
    trace.add("n3", .entriesAppended(EntryBatch([entry])))
    let answer = trace.message(
      "n3", "n1", 3,
      .appendEntriesResponse(
        AppendEntriesResponse(success: .known(true), matchIndex: .known(LogIndex(5)))))
    trace.add("n3", .messageSent(answer))
    trace.add("n1", .messageReceived(answer))
    trace.add("n1", .committed(CommitAdvance(index: LogIndex(5), entryTerm: .known(Term(3)))))
    return trace
  }
}
