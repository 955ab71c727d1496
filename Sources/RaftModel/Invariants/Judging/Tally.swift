import TraceFormat

/// Who a leader has behind it, told by the states and the messages and not by its rules.
enum Tally {
  /// The servers whose votes server `i` can have counted when it became leader in a step.
  static func votes(
    for i: ServerID, before: ClusterState, _ action: Action, after: ClusterState
  ) -> ServerSet {
    let term = after[i].currentTerm
    var votes = ServerSet([i])
    if before[i].role == .candidate, before[i].currentTerm == term { votes = before[i].votesGranted }
    if let packet = action.received, packet.kind == .requestVoteResponse, packet.voteGranted,
      packet.term == term
    {
      votes.insert(packet.source)
    }
    return votes
  }

  /// Whether it is certain that a server never voted for `i` in a term.
  ///
  /// A vote is forgotten when its server enters a later term, so nothing is certain then.
  static func neverVoted(_ voter: ServerID, for i: ServerID, in term: Term, _ state: ClusterState) -> Bool {
    guard state[voter].currentTerm <= term else { return false }
    if state[voter].currentTerm == term, state[voter].votedFor == i { return false }
    return state.history.vote(of: voter, in: term) != i
  }

  /// The servers that have acknowledged an index to leader `i`, itself included.
  static func acknowledgers(
    of index: LogIndex, to i: ServerID, before: ClusterState, _ action: Action, after: ClusterState
  ) -> ServerSet {
    let term = after[i].currentTerm
    var servers = ServerSet([i])
    if before[i].role == .leader, before[i].currentTerm == term {
      for j in after.allServers where before[i].matchIndex[j] >= index { servers.insert(j) }
    }
    if let packet = action.received, packet.acknowledged(in: term) >= index { servers.insert(packet.source) }
    return servers
  }

  /// The servers whose logs hold what server `i` holds at an index.
  static func holders(of index: LogIndex, as i: ServerID, in state: ClusterState) -> ServerSet {
    var servers = ServerSet()
    for j in state.allServers where state[j].log.agrees(with: state[i].log, at: index) { servers.insert(j) }
    return servers
  }
}

extension ServerSet {
  /// The names of servers of a model: "n1, n2".
  var modelNames: String { isEmpty ? "nobody" : map(\.modelName).joined(separator: ", ") }
}
