public import TraceFormat

extension RaftRules {
  /// Leader `i` sends its snapshot to member `j`, whose next entry it has discarded.
  ///
  /// Raft §7 and Figure 13.
  public func sendInstallSnapshot(
    _ i: ServerID, to j: ServerID, in state: inout ClusterState
  ) throws(DisabledAction) {
    try require(state[i].role == .leader, "role(i) = leader", found: .role(state[i].role))
    try require(
      j != i && membershipInUse(by: i, in: state).members.contains(j), "j ∈ members(i), j ≠ i",
      found: .server(j))
    try require(
      state[i].nextIndex[j] <= state[i].log.snapshot.position.index,
      "nextIndex(i)(j) ≤ index of i's snapshot",
      found: .index(state[i].nextIndex[j]))

    state.network.send(
      .installSnapshotRequest(from: i, to: j, term: state[i].currentTerm, snapshot: state[i].log.snapshot))
  }
}
