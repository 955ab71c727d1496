public import TraceFormat

extension RaftRules {
  /// Leader `i` takes a read from a client: it notes its commit index and must hear that it still leads.
  ///
  /// Dissertation §6.4, steps 1 and 2: it has committed an entry of its own term, and begins a new round of heartbeats.
  public func requestRead(_ i: ServerID, in state: inout ClusterState) throws(DisabledAction) {
    try require(options.hasReads, "the option hasReads", found: .off)
    try require(state[i].role == .leader, "role(i) = leader", found: .role(state[i].role))
    try require(!state[i].read.isPending, "readIndex(i) = none", found: .index(state[i].read.readIndex))
    try require(
      state[i].log.term(at: state[i].commitIndex) == state[i].currentTerm,
      "term of log(i) at commitIndex(i) = currentTerm(i)",
      found: .term(state[i].log.term(at: state[i].commitIndex) ?? .zero))

    state[i].heartbeatRound = state[i].nextHeartbeatRound
    state[i].read = PendingRead(
      readIndex: state[i].commitIndex, round: state[i].heartbeatRound,
      requirement: state.history.lastCommitted)
    serveRead(i, in: &state)
  }

  /// Leader `i` answers the read once a majority has confirmed that it leads and the state machine is far enough.
  ///
  /// Dissertation §6.4, steps 3 to 5.
  public func serveRead(_ i: ServerID, in state: inout ClusterState) {
    let confirmedBy = state[i].read.acknowledgedBy.inserting(i)
    guard state[i].read.isPending, state[i].membership.hasQuorum(confirmedBy),
      state[i].lastApplied >= state[i].read.readIndex
    else { return }

    state[i].read = .none
    state.history.readCount &+= 1
  }
}
