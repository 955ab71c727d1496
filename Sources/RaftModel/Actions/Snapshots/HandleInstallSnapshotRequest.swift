public import TraceFormat

extension RaftRules {
  /// Server `i` installs a leader's snapshot, unless it has committed as much already.
  ///
  /// Raft §7 and Figure 13. The answer says up to where `i` and the leader are certain to agree; 0 refuses.
  public func handleInstallSnapshotRequest(_ request: Packet, in state: inout ClusterState)
    throws(DisabledAction)
  {
    let i = request.destination
    let isCurrent = request.term == state[i].currentTerm
    try require(
      !isCurrent || state[i].role != .leader, "role(i) ≠ leader in the request's term", found: .role(.leader))

    if isCurrent, state[i].role != .follower { becomeFollower(i, in: &state) }
    if isCurrent, needsSnapshot(i, request.snapshot, in: state) {
      installSnapshot(i, request.snapshot, in: &state)
    }
    state.network.send(
      .installSnapshotResponse(
        from: i, to: request.source, term: state[i].currentTerm,
        matchIndex: isCurrent ? acknowledgedIndex(i, of: request, in: state) : .zero))
  }

  /// Whether a snapshot holds more than server `i` has committed.
  ///
  /// Raft §7: an older one tells nothing new, and would take committed entries away.
  public func needsSnapshot(_ i: ServerID, _ snapshot: ServerLog.SnapshotState, in state: ClusterState)
    -> Bool
  {
    snapshot.position.index > state[i].commitIndex
  }

  /// Server `i` replaces what a snapshot covers, and keeps what follows it in a log that agrees with it.
  ///
  /// Raft Figure 13 (receiver implementation 5 to 8).
  public func installSnapshot(
    _ i: ServerID, _ snapshot: ServerLog.SnapshotState, in state: inout ClusterState
  ) {
    if state[i].log.term(at: snapshot.position.index) == snapshot.position.term {
      state[i].log.compact(into: snapshot)
    } else {
      state[i].log = ServerLog(snapshot: snapshot)
    }
    state[i].commitIndex = snapshot.position.index
    state[i].lastApplied = snapshot.position.index
    state[i].machine = snapshot.content
  }
}
