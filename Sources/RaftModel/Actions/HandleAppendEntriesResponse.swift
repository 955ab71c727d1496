public import TraceFormat

extension RaftRules {
  /// Leader `i` learns what a member holds, and commits what a majority holds; after a refusal it goes back.
  ///
  /// Raft §5.3 and Figure 2 (Leaders) · raft.tla `HandleAppendEntriesResponse`.
  public func handleAppendEntriesResponse(_ response: Packet, in state: inout ClusterState)
    throws(DisabledAction)
  {
    let (i, j) = (response.destination, response.source)
    guard concernsLeadership(response, in: state) else { return }

    if response.success {
      recordMatch(i, of: j, upTo: response.matchIndex, in: &state)
      advanceCommitIndex(i, in: &state)
    } else {
      let refused = min(state[i].nextIndex[j].previous, response.matchIndex)
      state[i].nextIndex[j] = max(state[i].matchIndex[j].next, refused)
    }
    if state[i].read.isPending, confirmsRead(response, in: state) {
      state[i].read.acknowledgedBy.insert(j)
      serveRead(i, in: &state)
    }
  }

  /// Whether the answer is to a request of the leadership that its receiver is in; one to an earlier term's is not.
  ///
  /// Raft §5.1 · raft.tla drops answers of earlier terms (`DropStaleResponse`).
  public func concernsLeadership(_ response: Packet, in state: ClusterState) -> Bool {
    let i = response.destination
    return state[i].role == .leader && response.term == state[i].currentTerm
  }

  /// Leader `i` notes that member `j` holds its log up to an index; neither number goes back, as answers overtake.
  ///
  /// Raft Figure 2 (Leaders; `matchIndex` increases monotonically).
  public func recordMatch(_ i: ServerID, of j: ServerID, upTo index: LogIndex, in state: inout ClusterState) {
    state[i].matchIndex[j] = max(state[i].matchIndex[j], index)
    state[i].nextIndex[j] = max(state[i].nextIndex[j], index.next)
  }
}
