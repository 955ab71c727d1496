public import TraceFormat

extension RaftRules {
  /// Leader `i` takes a command from a client into its log.
  ///
  /// Raft §5.3 and Figure 2 (Leaders) · raft.tla `ClientRequest` · dissertation §3.10: not while it hands over.
  public func clientAppend(_ i: ServerID, in state: inout ClusterState) throws(DisabledAction) {
    try require(state[i].role == .leader, "role(i) = leader", found: .role(state[i].role))
    try require(
      state[i].transferTarget == nil, "transferTarget(i) = none", found: .server(state[i].transferTarget))
    try require(!state[i].log.isFull, "length of log(i) < 16", found: .count(state[i].log.count))

    state[i].log.append(.command(term: state[i].currentTerm, from: i))
    advanceCommitIndex(i, in: &state)
  }
}
