import TraceFormat

extension RaftRules {
  /// Leader `i` learns what a member holds, and commits what a majority holds; after a refusal it goes back.
  ///
  /// Raft §5.3 and Figure 2 (Leaders) · raft.tla `HandleAppendEntriesResponse`.
  public func handleAppendEntriesResponse(_ response: Packet, in state: inout ClusterState) throws(DisabledAction) {
    let (i, j) = (response.destination, response.source)
    guard state[i].role == .leader, response.term == state[i].currentTerm else { return }

    if response.success {
      state[i].matchIndex[j] = max(state[i].matchIndex[j], response.matchIndex)
      state[i].nextIndex[j] = max(state[i].nextIndex[j], response.matchIndex.next)
      advanceCommitIndex(i, in: &state)
    } else {
      let refused = min(state[i].nextIndex[j].previous, response.matchIndex)
      state[i].nextIndex[j] = max(state[i].matchIndex[j].next, refused)
    }
    if state[i].read.isPending, state[i].read.isConfirmed(byRound: response.round) {
      state[i].read.acknowledgedBy.insert(j)
      serveRead(i, in: &state)
    }
  }
}
