public import TraceFormat

extension RaftRules {
  /// Server `i` stores a leader's entries where its log agrees with what precedes them, and otherwise refuses.
  ///
  /// Raft §5.3 and Figure 2 (AppendEntries RPC) · raft.tla `HandleAppendEntriesRequest`. The answer confirms a round of
  /// heartbeats of its own term only: that of an older request says nothing of who leads now.
  public func handleAppendEntriesRequest(_ request: Packet, in state: inout ClusterState)
    throws(DisabledAction)
  {
    let i = request.destination
    let isCurrent = request.term == state[i].currentTerm
    try require(
      !isCurrent || state[i].role != .leader, "role(i) ≠ leader in the request's term", found: .role(.leader))
    try require(
      request.lastNewIndex.rawValue - min(request.lastNewIndex, state[i].log.snapshot.position.index).rawValue
        <= UInt64(ServerLog.capacity), "last index of the request ≤ index of i's snapshot + 16",
      found: .index(request.lastNewIndex))

    if isCurrent, state[i].role != .follower { becomeFollower(i, in: &state) }
    let isAccepted = acceptsEntries(i, of: request, in: state)
    if isAccepted {
      storeEntries(i, of: request, in: &state)
      followCommitIndex(i, of: request, in: &state)
    }
    state.network.send(
      .appendEntriesResponse(
        from: i, to: request.source, term: state[i].currentTerm, success: isAccepted,
        matchIndex: isAccepted ? acknowledgedIndex(i, of: request, in: state) : request.prevLog.index,
        round: isCurrent ? request.round : 0))
  }

  /// Whether server `i` accepts: the term is its own, and its log holds the entry before the new ones.
  ///
  /// Raft Figure 2 (AppendEntries RPC, receiver implementation 1 and 2).
  public func acceptsEntries(_ i: ServerID, of request: Packet, in state: ClusterState) -> Bool {
    request.term == state[i].currentTerm && state[i].log.contains(request.prevLog)
  }

  /// Server `i` deletes what conflicts with the new entries and appends those it lacks.
  ///
  /// Raft Figure 2 (AppendEntries RPC, receiver implementation 3 and 4).
  public func storeEntries(_ i: ServerID, of request: Packet, in state: inout ClusterState) {
    for k in 0..<request.entries.count {
      let index = LogIndex(request.prevLog.index.rawValue + UInt64(k) + 1)
      if let term = state[i].log[index]?.term, term != request.entries[k].term {
        state[i].log.truncate(from: index)
      }
      if index == state[i].log.lastIndex.next { state[i].log.append(request.entries[k]) }
    }
  }

  /// Up to where server `i` is certain to agree with the leader that sent the entries or the snapshot.
  ///
  /// Raft Figure 2 and Figure 13: what lies behind in its log may be of another leader.
  public func acknowledgedIndex(_ i: ServerID, of request: Packet, in state: ClusterState) -> LogIndex {
    request.kind == .installSnapshotRequest ? request.snapshot.position.index : request.lastNewIndex
  }

  /// Server `i` learns how far its leader has committed, as far as it holds the leader's entries for certain.
  ///
  /// Raft Figure 2 (AppendEntries RPC, receiver implementation 5).
  public func followCommitIndex(_ i: ServerID, of request: Packet, in state: inout ClusterState) {
    state[i].commitIndex = max(state[i].commitIndex, min(request.leaderCommit, request.lastNewIndex))
  }
}
