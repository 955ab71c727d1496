public import TraceFormat

extension RaftRules {
  /// Server `i` crashes and starts again with what it had on stable storage.
  ///
  /// Raft Figure 2 (Persistent state, Volatile state) and §5.6 · raft.tla `Restart`. The state machine is volatile, and
  /// begins again from the snapshot (§7).
  public func restart(_ i: ServerID, in state: inout ClusterState) throws(DisabledAction) {
    let snapshot = state[i].log.snapshot

    state[i].forgetCampaignAndLeadership()
    state[i].role = .follower
    state[i].commitIndex = snapshot.position.index
    state[i].lastApplied = snapshot.position.index
    state[i].machine = snapshot.content
  }
}
