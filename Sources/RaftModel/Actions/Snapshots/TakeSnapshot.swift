public import TraceFormat

extension RaftRules {
  /// Server `i` compacts what it has applied into a snapshot.
  ///
  /// Raft §7 · dissertation §5.1. A server that joined later has no configuration for the entries before the first one in
  /// its log; a snapshot of these would take the configuration from whom it is sent to.
  public func takeSnapshot(_ i: ServerID, in state: inout ClusterState) throws(DisabledAction) {
    try require(options.hasSnapshots, "the option hasSnapshots", found: .off)
    let index = state[i].lastApplied
    try require(
      index > state[i].log.snapshot.position.index, "lastApplied(i) > index of i's snapshot",
      found: .index(index))
    guard let term = state[i].log.term(at: index) else {
      throw DisabledAction("lastApplied(i) ≤ last index of log(i)", found: .index(index))
    }
    let membership = state[i].log.membership(at: index)
    try require(
      !membership.voters.isEmpty, "a configuration(i) at lastApplied(i)", found: .membership(membership))

    state[i].log.compact(
      into: ServerLog.SnapshotState(
        position: LogPosition(term: term, index: index), membership: membership, content: state[i].machine))
  }
}
