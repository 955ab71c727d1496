public import RaftTraceChecker
public import TraceFormat

/// A model's trace in the words of etcd's raft library, built with its trace tag: what the library would have logged.
///
/// `github.com/etcd-io/raft`, `state_trace.go`: `Receive…` and `Replicate` show the state before, `Send…` after but for
/// votes, `Become…`, `Commit` and `Ready` after. Entries are a number, a snapshot an index; pre-votes, TimeoutNow and
/// reads leave no line, and a follower's log and commit index change between its lines. Memberships must not change.
public struct EtcdTwin {
  /// The lines so far.
  public private(set) var lines: [String] = []

  private let symbols: TraceSymbols
  private var last: [ServerID: Observation] = [:]
  /// Lines about a server's messages to itself, which come back once they are stored.
  private var returning: [ServerID: [String]] = [:]
  /// The vote before the decision of which the answer is still to be queued.
  private var voteBefore: [ServerID: Observed<ServerID?>] = [:]

  public init(symbols: TraceSymbols) { self.symbols = symbols }

  /// What a replay of the lines finds, as the reader of etcd's traces reads them.
  public func check() -> CheckReport {
    let symbols = TraceSymbols()
    let source = ByteSource(bytes: Array(lines.joined(separator: "\n").utf8), name: "etcd.ndjson")
    var reader = EtcdRaftTraceReader(LineReader(source), symbols: symbols)
    var events: [TraceEvent] = []
    var isReadable = true
    while isReadable {
      do throws(ReadingError) { isReadable = try reader.read(into: &events) } catch {
        preconditionFailure("the twin wrote what the reader does not read: \(error)")
      }
    }
    var checker = TraceChecker(symbols: symbols, layers: [.conformance])
    for event in events { checker.consider(event, dialect: reader.dialect) }
    return checker.finish()
  }

  /// Writes the events of one step.
  public mutating func write(_ events: some Sequence<TraceEvent>) {
    var told: ServerID?
    for event in events {
      write(event)
      last[event.server] = event.observation
      told = event.server
    }
    guard let told, let observation = last[told] else { return }
    add("Ready", told, observation)
    giveBack(told)
    voteBefore[told] = nil
  }

  private mutating func write(_ event: TraceEvent) {
    let (server, now) = (event.server, event.observation)
    switch event.kind {
    case .start: start(server, now)
    case .roleChanged(let role): change(server, to: role, now)
    case .voteDecided(let vote): decide(vote, server, now)
    case .messageSent(let message): send(message, server, now)
    case .messageReceived(let message):
      giveBack(server)
      if let text = text(message) { add("Receive\(text.name)", server, last[server] ?? now, text.body) }
    case .entriesAppended where now.role == .known(.leader): replicate(server, now)
    case .committed where now.role == .known(.leader):
      giveBack(server)
      add("Commit", server, now)
    case .stop, .crash, .serverNamed, .campaignStarted, .leaderObserved, .messageDropped, .messageDuplicated,
      .entriesAppended, .logTruncated, .persisted, .committed, .applied, .snapshotTaken, .snapshotInstalled,
      .configurationProposed, .configurationInUse, .clientCalled, .clientReturned, .leaseHeld, .observed:
      break
    }
  }

  /// The library loads its log, its membership, and then term and vote.
  private mutating func start(_ server: ServerID, _ now: Observation) {
    returning[server] = nil
    var blank = now
    blank.currentTerm = .known(.zero)
    blank.votedFor = .known(nil)
    blank.configuration = .unknown
    add("InitState", server, blank)
    add("ApplyConfChange", server, blank, "\"prop\":{\"cc\":{\"newconf\":\(servers(now)[0])}}")
    add("BecomeFollower", server, now)
  }

  private mutating func change(_ server: ServerID, to role: Role, _ now: Observation) {
    giveBack(server)
    switch role {
    case .follower, .learner: add("BecomeFollower", server, now)
    case .candidate: add("BecomeCandidate", server, now)
    case .leader: add("BecomeLeader", server, now)
    case .preCandidate: break
    }
  }

  private mutating func decide(_ vote: VoteDecision, _ server: ServerID, _ now: Observation) {
    if vote.isPreVote { return }
    voteBefore[server] = last[server]?.votedFor
    guard vote.candidate == server, let term = vote.term.value else { return }
    let message = body("MsgVoteResp", term, server, server)
    add("SendRequestVoteResponse", server, now, message)
    returning[server, default: []].append(line("ReceiveRequestVoteResponse", server, now, message))
  }

  private mutating func send(_ message: Message, _ server: ServerID, _ now: Observation) {
    guard let text = text(message) else { return }
    var shown = now
    if case .requestVoteResponse = message.body, let before = voteBefore[server] { shown.votedFor = before }
    add("Send\(text.name)", server, shown, text.body)
  }

  private mutating func replicate(_ server: ServerID, _ now: Observation) {
    giveBack(server)
    add("Replicate", server, last[server] ?? now)
    guard let term = now.currentTerm.value, let index = now.lastLogIndex.value else { return }
    let message = body("MsgAppResp", term, server, server, index: index.rawValue)
    add("SendAppendEntriesResponse", server, now, message)
    returning[server, default: []].append(line("ReceiveAppendEntriesResponse", server, now, message))
  }

  private mutating func giveBack(_ server: ServerID) {
    lines += returning[server] ?? []
    returning[server] = nil
  }

  private mutating func add(_ name: String, _ server: ServerID, _ now: Observation, _ more: String? = nil) {
    lines.append(line(name, server, now, more))
  }
}

extension EtcdTwin {
  private func line(_ name: String, _ server: ServerID, _ now: Observation, _ more: String?) -> String {
    let vote = now.votedFor.value ?? nil
    let state =
      "{\"term\":\(number(now.currentTerm)),\"vote\":\"\(vote.map { id($0) } ?? "0")\",\"commit\":\(number(now.commitIndex))}"
    let parts =
      [
        "\"name\":\"\(name)\"", "\"nid\":\"\(id(server))\"", "\"state\":\(state)",
        "\"role\":\"\(role(now.role.value))\"", "\"log\":\(number(now.lastLogIndex))",
        "\"conf\":[\(servers(now).joined(separator: ","))]",
      ] + [more].compactMap { $0 }
    return
      "{\"level\":\"debug\",\"msg\":\"trace\",\"tag\":\"trace\",\"event\":{\(parts.joined(separator: ","))}}"
  }

  private func id(_ server: ServerID) -> String { String(symbols[server].drop { !$0.isNumber }) }

  private func number(_ term: Observed<Term>) -> UInt64 { term.value?.rawValue ?? 0 }

  private func number(_ index: Observed<LogIndex>) -> UInt64 { index.value?.rawValue ?? 0 }

  private func role(_ role: Role?) -> String {
    switch role {
    case .follower, .learner, nil: "StateFollower"
    case .preCandidate: "StatePreCandidate"
    case .candidate: "StateCandidate"
    case .leader: "StateLeader"
    }
  }

  /// Both halves of the membership as JSON.
  private func servers(_ now: Observation) -> [String] {
    guard let configuration = now.configuration.value.map({ symbols[$0] }) else { return ["[]", "[]"] }
    return [configuration.voters, configuration.outgoingVoters].map { servers in
      "[\(servers.map { "\"\(id($0))\"" }.joined(separator: ","))]"
    }
  }

  /// The second half of the event's name, and the message; nil where the library does not trace it.
  private func text(_ message: Message) -> (name: String, body: String)? {
    guard let destination = message.destination.value, let term = message.term.value else { return nil }
    let make = {
      (type: String, entries: Int, logTerm: Observed<Term>, index: UInt64, commit: Observed<LogIndex>) in
      body(
        type, term, message.source, destination, entries: entries, logTerm: number(logTerm), index: index,
        commit: number(commit))
    }
    switch message.body {
    case .requestVoteRequest(let request):
      return (
        "RequestVoteRequest",
        make("MsgVote", 0, request.lastLogTerm, number(request.lastLogIndex), .unknown)
      )
    case .requestVoteResponse(let response):
      let isRejection = response.voteGranted != .known(true)
      return (
        "RequestVoteResponse",
        body("MsgVoteResp", term, message.source, destination, isRejection: isRejection)
      )
    case .appendEntriesRequest(let request):
      return (
        "AppendEntriesRequest",
        make(
          "MsgApp", request.entries.count.value ?? 0, request.prevLogTerm, number(request.prevLogIndex),
          request.leaderCommit)
      )
    case .appendEntriesResponse(let response):
      let isRejection = response.success != .known(true)
      return (
        "AppendEntriesResponse",
        body(
          "MsgAppResp", term, message.source, destination,
          index: number(isRejection ? response.conflictIndex : response.matchIndex), isRejection: isRejection)
      )
    case .installSnapshotRequest(let request):
      let index = request.snapshot.lastIncludedIndex.rawValue
      return ("AppendEntriesRequest", make("MsgSnap", Int(index), .unknown, 0, .unknown))
    case .installSnapshotResponse(let response):
      return (
        "AppendEntriesResponse",
        body("MsgAppResp", term, message.source, destination, index: number(response.matchIndex))
      )
    case .preVoteRequest, .preVoteResponse, .timeoutNow, .readIndexRequest, .readIndexResponse: return nil
    }
  }

  private func body(
    _ type: String, _ term: Term, _ source: ServerID, _ destination: ServerID, entries: Int = 0,
    logTerm: UInt64 = 0, index: UInt64 = 0, commit: UInt64 = 0, isRejection: Bool = false
  ) -> String {
    let fields = [
      "\"type\":\"\(type)\"", "\"term\":\(term.rawValue)", "\"from\":\"\(id(source))\"",
      "\"to\":\"\(id(destination))\"", "\"entries\":\(entries)", "\"logTerm\":\(logTerm)",
      "\"index\":\(index)", "\"commit\":\(commit)", "\"vote\":\"0\"", "\"reject\":\(isRejection)",
      "\"rejectHint\":0",
    ]
    return "\"msg\":{\(fields.joined(separator: ","))}"
  }
}
