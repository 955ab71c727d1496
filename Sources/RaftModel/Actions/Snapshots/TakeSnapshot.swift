public import TraceFormat

extension RaftRules {
  /// Server `i` compacts what it has applied into a snapshot.
  ///
  /// Raft §7 · dissertation §5.1. A server that joined later has no configuration for the entries before the first one in
  /// its log; a snapshot of these would take the configuration from whom it is sent to.
  public func takeSnapshot(_ i: ServerID, in state: inout ClusterState) throws(DisabledAction) {
    try require(options.hasSnapshots, "the option hasSnapshots", found: .off)
    let index = compactionIndex(i, in: state)
    try require(
      index > state[i].log.snapshot.position.index, "lastApplied(i) > index of i's snapshot",
      found: .index(index))
    guard let term = state[i].log.term(at: index) else {
      throw DisabledAction("lastApplied(i) ≤ last index of log(i)", found: .index(index))
    }
    let membership = state[i].log.membership(at: index)
    try require(
      !membership.voters.isEmpty, "a configuration(i) at lastApplied(i)", found: .membership(membership))

    let snapshot = snapshot(of: i, at: LogPosition(term: term, index: index), in: state)
    state[i].log.compact(into: snapshot)
  }

  /// Up to where server `i` may compact its log: what it has applied.
  ///
  /// Raft §7 · dissertation §5.1.
  public func compactionIndex(_ i: ServerID, in state: ClusterState) -> LogIndex { state[i].lastApplied }

  /// What a snapshot of server `i` holds: its last entry's position, the configuration there, and the state machine.
  ///
  /// Raft §7.
  public func snapshot(
    of i: ServerID, at position: LogPosition, in state: ClusterState
  ) -> ServerLog.SnapshotState {
    ServerLog.SnapshotState(
      position: position, membership: state[i].log.membership(at: position.index), content: state[i].machine)
  }
}
