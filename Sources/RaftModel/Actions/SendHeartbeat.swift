public import TraceFormat

extension RaftRules {
  /// Leader `i` sends member `j` an AppendEntries request without entries, to be heard.
  ///
  /// Raft §5.2 and Figure 2 (Leaders, first rule).
  public func sendHeartbeat(
    _ i: ServerID, to j: ServerID, in state: inout ClusterState
  ) throws(DisabledAction) {
    let prevLog = try positionBeforeNext(i, of: j, in: state)

    state.network.send(
      .appendEntriesRequest(
        from: i, to: j, term: state[i].currentTerm, prevLog: prevLog, entries: EntryList(),
        leaderCommit: state[i].commitIndex, round: state[i].heartbeatRound))
  }
}
