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
      hasCommittedInOwnTerm(i, in: state),
      "term of log(i) at commitIndex(i) = currentTerm(i)",
      found: .term(state[i].log.term(at: state[i].commitIndex) ?? .zero))

    state[i].heartbeatRound = state[i].nextHeartbeatRound
    state[i].read = PendingRead(
      readIndex: state[i].commitIndex, round: state[i].heartbeatRound,
      requirement: state.history.lastCommitted)
    serveRead(i, in: &state)
  }

  /// Whether leader `i` knows what was committed before its term, as it has committed an entry of its own.
  ///
  /// Dissertation §6.4 step 1 · the correction of 2015 to §4.1.
  public func hasCommittedInOwnTerm(_ i: ServerID, in state: ClusterState) -> Bool {
    state[i].log.term(at: state[i].commitIndex) == state[i].currentTerm
  }

  /// Whether the answer is to a heartbeat sent after the pending read arrived.
  ///
  /// Dissertation §6.4 step 2.
  public func confirmsRead(_ response: Packet, in state: ClusterState) -> Bool {
    state[response.destination].read.isConfirmed(byRound: response.round)
  }

  /// Leader `i` answers the read once a majority has confirmed that it leads and the state machine is far enough.
  ///
  /// Dissertation §6.4, steps 3 to 5.
  public func serveRead(_ i: ServerID, in state: inout ClusterState) {
    guard state[i].read.isPending, isReadConfirmed(i, in: state),
      state[i].lastApplied >= state[i].read.readIndex
    else { return }

    state[i].read = .none
    state.history.readCount &+= 1
  }

  /// Whether a majority has confirmed that leader `i` still led when the read arrived.
  ///
  /// Dissertation §6.4 step 2.
  public func isReadConfirmed(_ i: ServerID, in state: ClusterState) -> Bool {
    membershipInUse(by: i, in: state).hasQuorum(state[i].read.acknowledgedBy.inserting(i))
  }
}
