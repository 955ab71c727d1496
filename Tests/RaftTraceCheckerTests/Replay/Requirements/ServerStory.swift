import RaftTraceChecker
import RaftTraceTestSupport
import TraceFormat

/// A small trace that shows all of its servers, event by event, in a source that leaves nothing out.
///
/// Servers that have no line of their own may send and get anything.
struct ServerStory {
  /// What the lines of a server show of it.
  struct State {
    var term: UInt64 = 0
    var vote: String?
    var role = Role.follower
    var last: (index: UInt64, term: UInt64) = (0, 0)
    var commit: UInt64 = 0
    var applied: UInt64 = 0
    var snapshot: UInt64 = 0
    var voters = ["n1", "n2", "n3"]
    var learners: [String] = []
  }

  private(set) var trace = TraceBuilder {
    $0 = BehaviorTrace.dialect
  }
  private var states: [String: State] = [:]

  /// Adds an event that changes the server to what `change` leaves.
  mutating func tell(
    _ server: String, _ kind: EventKind, _ moment: Observation.Moment = .after,
    _ change: (inout State) -> Void = { _ in }
  ) {
    var state = states[server] ?? State()
    change(&state)
    states[server] = state
    let configuration = configuration(state.voters, learners: state.learners)
    let vote = state.vote.map { trace.id($0) }
    trace.add(server, kind) {
      $0.moment = moment
      $0.currentTerm = .known(Term(state.term))
      $0.votedFor = .known(vote)
      $0.role = .known(state.role)
      $0.lastLogIndex = .known(LogIndex(state.last.index))
      $0.lastLogTerm = .known(Term(state.last.term))
      $0.commitIndex = .known(LogIndex(state.commit))
      $0.lastApplied = .known(LogIndex(state.applied))
      $0.snapshotIndex = .known(LogIndex(state.snapshot))
      $0.configuration = .known(configuration)
    }
  }

  func configuration(_ voters: [String], learners: [String] = []) -> ConfigurationID {
    trace.symbols.configuration(
      Configuration(voters: voters.map { trace.id($0) }, learners: learners.map { trace.id($0) }))
  }

  func entry(_ index: UInt64, _ term: UInt64) -> LogEntry { trace.entry(index, term: term) }

  func snapshot(_ index: UInt64, _ term: UInt64) -> Snapshot {
    Snapshot(lastIncludedIndex: LogIndex(index), lastIncludedTerm: .known(Term(term)))
  }
}

extension ServerStory {
  mutating func start(_ server: String, _ change: (inout State) -> Void = { _ in }) {
    tell(server, .start, .after, change)
  }

  /// Begins a campaign in the next term, or in a given one.
  mutating func campaign(_ server: String, term: UInt64? = nil) {
    tell(server, .roleChanged(.candidate)) {
      $0.term = term ?? $0.term + 1
      $0.vote = server
      $0.role = .candidate
    }
  }

  mutating func lead(_ server: String) { tell(server, .roleChanged(.leader)) { $0.role = .leader } }

  /// Becomes follower, in a later term without a vote.
  mutating func follow(_ server: String, term: UInt64? = nil) {
    tell(server, .roleChanged(.follower)) {
      $0.role = .follower
      guard let term else { return }
      $0.term = term
      $0.vote = nil
    }
  }

  /// Starts the only voter, which becomes leader of the next term.
  mutating func leadAlone(_ server: String, _ change: (inout State) -> Void = { _ in }) {
    start(server) {
      $0.voters = [server]
      change(&$0)
    }
    campaign(server)
    lead(server)
  }

  /// Starts one of three voters, which becomes leader of term 1 by the vote of n2.
  mutating func leadOfThree(_ server: String) {
    start(server)
    campaign(server)
    get(server, from: "n2", term: 1, .requestVoteResponse(RequestVoteResponse(voteGranted: .known(true))))
    lead(server)
  }

  mutating func vote(_ voter: String, for candidate: String, term: UInt64) {
    tell(
      voter,
      .voteDecided(VoteDecision(candidate: trace.id(candidate), term: .known(Term(term)), isGranted: true))
    ) { $0.vote = candidate }
  }

  mutating func get(_ server: String, from source: String, term: UInt64, _ body: MessageBody) {
    tell(server, .messageReceived(message(source, server, term, body)), .before)
  }

  mutating func send(_ server: String, to destination: String, term: UInt64, _ body: MessageBody) {
    tell(server, .messageSent(message(server, destination, term, body)))
  }

  private func message(_ source: String, _ destination: String, _ term: UInt64, _ body: MessageBody)
    -> Message
  {
    Message(
      source: trace.id(source), destination: .known(trace.id(destination)), term: .known(Term(term)),
      body: body)
  }

  mutating func append(_ server: String, _ entries: [LogEntry]) {
    tell(server, .entriesAppended(EntryBatch(entries))) {
      guard let last = entries.last else { return }
      $0.last = (last.index.rawValue, last.term.value?.rawValue ?? 0)
    }
  }

  mutating func commit(_ server: String, _ index: UInt64) {
    tell(server, .committed(CommitAdvance(index: LogIndex(index)))) { $0.commit = index }
  }

  mutating func apply(_ server: String, _ index: UInt64) {
    let applied = entry(index, 1)
    tell(server, .applied(applied)) { $0.applied = index }
  }

  mutating func propose(_ server: String, voters: [String], at index: UInt64) {
    let change = ConfigurationChange(configuration: configuration(voters), index: .known(LogIndex(index)))
    tell(server, .configurationProposed(change))
  }
}

extension MessageBody {
  static func askForVote(_ index: UInt64 = 0, _ term: UInt64 = 0) -> MessageBody {
    .requestVoteRequest(
      RequestVoteRequest(
        lastLogIndex: .known(LogIndex(index)), lastLogTerm: .known(Term(term)),
        isLeadershipTransfer: .known(false)))
  }

  static func entries(
    behind index: UInt64 = 0, _ term: UInt64 = 0, _ entries: [LogEntry] = [], commit: UInt64 = 0
  ) -> MessageBody {
    .appendEntriesRequest(
      AppendEntriesRequest(
        prevLogIndex: .known(LogIndex(index)), prevLogTerm: .known(Term(term)), entries: EntryBatch(entries),
        leaderCommit: .known(LogIndex(commit))))
  }

  static func acknowledgement(_ index: UInt64) -> MessageBody {
    .appendEntriesResponse(AppendEntriesResponse(success: .known(true), matchIndex: .known(LogIndex(index))))
  }

  static func install(_ snapshot: Snapshot) -> MessageBody {
    .installSnapshotRequest(InstallSnapshotRequest(snapshot: snapshot, isDone: .known(true)))
  }
}
