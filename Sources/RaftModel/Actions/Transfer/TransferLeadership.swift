public import TraceFormat

extension RaftRules {
  /// Leader `i` tells voter `j`, whose log is as long as its own, to campaign at once; it takes no commands meanwhile.
  ///
  /// Dissertation §3.10.
  public func transferLeadership(
    _ i: ServerID, to j: ServerID, in state: inout ClusterState
  ) throws(DisabledAction) {
    try require(options.hasLeadershipTransfer, "the option hasLeadershipTransfer", found: .off)
    try require(state[i].role == .leader, "role(i) = leader", found: .role(state[i].role))
    try require(
      state[i].transferTarget == nil, "transferTarget(i) = none", found: .server(state[i].transferTarget))
    try require(
      j != i && membershipInUse(by: i, in: state).voters.contains(j), "j ∈ voters(i), j ≠ i",
      found: .server(j))
    try require(
      hasCaughtUp(j, with: i, in: state), "matchIndex(i)(j) = last index of log(i)",
      found: .index(state[i].matchIndex[j]))

    state[i].transferTarget = j
    state.network.send(.timeoutNow(from: i, to: j, term: state[i].currentTerm))
  }

  /// Whether member `j` is known to hold all of the log of leader `i`.
  ///
  /// Dissertation §3.10: a server with less might not be elected, and would only disturb.
  public func hasCaughtUp(_ j: ServerID, with i: ServerID, in state: ClusterState) -> Bool {
    state[i].matchIndex[j] == state[i].log.lastIndex
  }

  /// Leader `i` gives a transfer up and takes commands again.
  ///
  /// Dissertation §3.10: after an election timeout; the model has no clock, so at any time.
  public func abortTransfer(_ i: ServerID, in state: inout ClusterState) throws(DisabledAction) {
    try require(state[i].transferTarget != nil, "transferTarget(i) ≠ none", found: .server(nil))

    state[i].transferTarget = nil
  }
}
