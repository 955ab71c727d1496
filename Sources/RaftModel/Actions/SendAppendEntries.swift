public import TraceFormat

extension RaftRules {
  /// Leader `i` sends member `j` the entries from `nextIndex` on, or a heartbeat where there are none.
  ///
  /// Raft §5.3 and Figure 2 (Leaders) · raft.tla `AppendEntries`.
  public func sendAppendEntries(
    _ i: ServerID, to j: ServerID, in state: inout ClusterState
  ) throws(DisabledAction) {
    let prevLog = try positionBeforeNext(i, of: j, in: state)

    let entries = entries(i, after: prevLog.index, in: state)
    if options.pipelinesEntries {
      state[i].nextIndex[j] = LogIndex(prevLog.index.rawValue + UInt64(entries.count) + 1)
    }
    state.network.send(
      .appendEntriesRequest(
        from: i, to: j, term: state[i].currentTerm, prevLog: prevLog, entries: entries,
        leaderCommit: state[i].commitIndex, round: state[i].heartbeatRound))
  }

  /// The position of the entry before the next one that leader `i` would send member `j`.
  ///
  /// - Throws: where `i` does not lead, `j` is no member, or the entry is no longer in the log.
  func positionBeforeNext(
    _ i: ServerID, of j: ServerID, in state: ClusterState
  ) throws(DisabledAction) -> LogPosition {
    try require(state[i].role == .leader, "role(i) = leader", found: .role(state[i].role))
    try require(
      j != i && membershipInUse(by: i, in: state).members.contains(j), "j ∈ members(i), j ≠ i",
      found: .server(j))
    let index = state[i].nextIndex[j].previous
    guard let term = state[i].log.term(at: index) else {
      throw DisabledAction("nextIndex(i)(j) > index of i's snapshot", found: .index(state[i].nextIndex[j]))
    }
    return LogPosition(term: term, index: index)
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
