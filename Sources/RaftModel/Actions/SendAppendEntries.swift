public import TraceFormat

extension RaftRules {
  /// Leader `i` sends member `j` the entries from `nextIndex` on, or a heartbeat where there are none.
  ///
  /// Raft §5.3 and Figure 2 (Leaders) · raft.tla `AppendEntries`.
  public func sendAppendEntries(
    _ i: ServerID, to j: ServerID, in state: inout ClusterState
  ) throws(DisabledAction) {
    try require(state[i].role == .leader, "role(i) = leader", found: .role(state[i].role))
    try require(
      j != i && membership(of: i, in: state).members.contains(j), "j ∈ members(i), j ≠ i", found: .server(j))
    let prevLogIndex = state[i].nextIndex[j].previous
    guard let prevLogTerm = state[i].log.term(at: prevLogIndex) else {
      throw DisabledAction(
        "nextIndex(i)(j) > index of i's snapshot", found: .index(state[i].nextIndex[j]))
    }

    let entries = entries(i, after: prevLogIndex, in: state)
    if options.pipelinesEntries {
      state[i].nextIndex[j] = LogIndex(prevLogIndex.rawValue + UInt64(entries.count) + 1)
    }
    state.network.send(
      .appendEntriesRequest(
        from: i, to: j, term: state[i].currentTerm,
        prevLog: LogPosition(term: prevLogTerm, index: prevLogIndex), entries: entries,
        leaderCommit: state[i].commitIndex, round: state[i].heartbeatRound))
  }

  /// The entries that leader `i` sends to a member that it believes to hold its log up to an index.
  public func entries(_ i: ServerID, after prevLogIndex: LogIndex, in state: ClusterState) -> EntryList {
    var entries = EntryList()
    while entries.count < options.entriesPerMessageMaximum,
      let entry = state[i].log[LogIndex(prevLogIndex.rawValue + UInt64(entries.count) + 1)]
    {
      entries.append(entry)
    }
    return entries
  }
}
