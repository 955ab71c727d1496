import TraceFormat

extension RaftRules {
  /// Leader `i` learns that a member holds what its snapshot covers.
  ///
  /// Raft §7 and Figure 13.
  public func handleInstallSnapshotResponse(_ response: Packet, in state: inout ClusterState) throws(DisabledAction) {
    let (i, j) = (response.destination, response.source)
    guard state[i].role == .leader, response.term == state[i].currentTerm else { return }

    state[i].matchIndex[j] = max(state[i].matchIndex[j], response.matchIndex)
    state[i].nextIndex[j] = max(state[i].nextIndex[j], response.matchIndex.next)
    advanceCommitIndex(i, in: &state)
  }
}
