/// Says in Raft's words what the lines prove, line by line.
///
/// States are shown behind the effect, a request is handled and answered in one line. Only lines of a server's main routine
/// are believed in what they say of its state: the routines that replicate and send heartbeats read it while it changes, and
/// write their lines late.
struct SpeculaInterpreter {
  /// What a server has shown of itself, as far as a later line may tell that its process has begun anew.
  private struct View {
    var commit = LogIndex.zero
  }

  /// By the server's number.
  private var views: [View] = []

  /// Appends the events of a line; throws the field without which it says nothing.
  mutating func append(
    _ line: SpeculaLine, at position: SourcePosition, to events: inout [TraceEvent]
  ) throws(MissingField) {
    let name = try require(Observed(line.name), "event.name")
    let server = try require(Observed(line.server), "event.nid")
    let kinds = try kinds(of: line, name, server)
    var shown = Observation()
    if Self.showsState(line, name) {
      if hasBegunAnew(line, server) {
        events.append(TraceEvent(server: server, position: position, kind: .start, time: line.time))
      }
      shown = observation(in: line, name, server)
    }
    for kind in kinds.dropLast() {
      events.append(TraceEvent(server: server, position: position, kind: kind, time: line.time))
    }
    events.append(
      TraceEvent(
        server: server, position: position, kind: kinds.last ?? .observed, observation: shown, time: line.time
      ))
  }

  /// Forgets what the servers have shown, because a line was lost that may have been about any of them.
  mutating func forgetServers() {
    views = []
  }

  /// What the line tells, in order; the last is told with the state.
  private func kinds(
    of line: SpeculaLine, _ name: SpeculaEventName, _ server: ServerID
  ) throws(MissingField) -> [EventKind] {
    switch name {
    case .becomeCandidate: [.roleChanged(.candidate)]
    case .becomeLeader: [.roleChanged(.leader)]
    case .advanceCommitIndex:
      [.committed(CommitAdvance(index: try require(line.commit, "event.state.commitIndex")))]
    case .proposeConfigChange, .other: [.observed]
    case .handleRequestVoteRequest: voteRequest(try message(of: line), server)
    case .handleRequestVoteResponse: voteResponse(try message(of: line), server)
    case .handleAppendEntriesRequest: appendRequest(try message(of: line), server, line.term)
    case .sendAppendEntries: sent(try message(of: line), server)
    case .handleAppendEntriesResponse: appendResponse(try message(of: line), server)
    }
  }

  private func message(of line: SpeculaLine) throws(MissingField) -> SpeculaMessage {
    try require(Observed(line.message), "event.msg")
  }

  private func voteRequest(_ message: SpeculaMessage, _ server: ServerID) -> [EventKind] {
    guard let candidate = message.source else { return [.observed] }
    let request = RequestVoteRequest(
      lastLogIndex: .known(message.lastLogIndex), lastLogTerm: .known(message.lastLogTerm))
    let received = Message(
      source: candidate, destination: .known(server), term: message.term, body: .requestVoteRequest(request))
    let decision = VoteDecision(
      candidate: candidate, term: message.term, isGranted: message.isVoteGranted,
      lastLogIndex: request.lastLogIndex, lastLogTerm: request.lastLogTerm)
    return [.messageReceived(received), .voteDecided(decision)]
  }

  /// A candidate's answer to itself is the vote that it cast when it became one.
  private func voteResponse(_ message: SpeculaMessage, _ server: ServerID) -> [EventKind] {
    guard let voter = message.source, voter != server else { return [.observed] }
    let response = RequestVoteResponse(voteGranted: .known(message.isVoteGranted))
    return [
      .messageReceived(
        Message(
          source: voter, destination: .known(server), term: message.term, body: .requestVoteResponse(response)
        ))
    ]
  }

  private func appendRequest(
    _ message: SpeculaMessage, _ server: ServerID, _ term: Observed<Term>
  ) -> [EventKind] {
    guard let leader = message.source else { return [.observed] }
    let response = AppendEntriesResponse(
      success: .known(message.isSuccess), matchIndex: message.isSuccess ? message.reach : .unknown)
    return [
      .messageReceived(
        Message(
          source: leader, destination: .known(server), term: message.term,
          body: .appendEntriesRequest(message.request))),
      .messageSent(
        Message(
          source: server, destination: .known(leader), term: term, body: .appendEntriesResponse(response))),
    ]
  }

  private func sent(_ message: SpeculaMessage, _ server: ServerID) -> [EventKind] {
    [
      .messageSent(
        Message(
          source: server, destination: Observed(message.destination), term: message.term,
          body: .appendEntriesRequest(message.request)))
    ]
  }

  /// The index is what the leader makes of a yes; of a no it is where it tries next.
  private func appendResponse(_ message: SpeculaMessage, _ server: ServerID) -> [EventKind] {
    guard let follower = message.source else { return [.observed] }
    let hasIndex = message.isSuccess && !message.isHeartbeat && message.matchIndex > .zero
    let response = AppendEntriesResponse(
      success: .known(message.isSuccess), matchIndex: hasIndex ? .known(message.matchIndex) : .unknown)
    return [
      .messageReceived(
        Message(
          source: follower, destination: .known(server), term: message.term,
          body: .appendEntriesResponse(response)))
    ]
  }

  /// Whether the line is one of the main routine; heartbeats may be handled beside it.
  private static func showsState(_ line: SpeculaLine, _ name: SpeculaEventName) -> Bool {
    switch name {
    case .becomeCandidate, .becomeLeader, .handleRequestVoteRequest, .handleRequestVoteResponse,
      .advanceCommitIndex, .proposeConfigChange:
      true
    case .handleAppendEntriesRequest: line.message?.isAboutLog ?? false
    case .sendAppendEntries, .handleAppendEntriesResponse, .other: false
    }
  }

  /// Whether the commit index is back at 0, where only a new process has it: no line tells of a start.
  private mutating func hasBegunAnew(_ line: SpeculaLine, _ server: ServerID) -> Bool {
    let number = Int(server.rawValue)
    while views.count <= number { views.append(View()) }
    guard let commit = line.commit.value else { return false }
    defer { views[number].commit = commit }
    return commit == .zero && views[number].commit > .zero && line.role == .known(.follower)
  }

  /// The vote is told where it is given: in the state a step down within the term shows none.
  private func observation(in line: SpeculaLine, _ name: SpeculaEventName, _ server: ServerID) -> Observation
  {
    var observation = Observation()
    observation.currentTerm = line.term
    observation.role = line.role
    observation.commitIndex = line.commit
    observation.lastLogIndex = line.lastLogIndex
    observation.lastLogTerm = line.lastLogTerm
    if name == .becomeCandidate { observation.votedFor = .known(server) }
    return observation
  }
}
