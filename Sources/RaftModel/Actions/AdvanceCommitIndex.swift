public import TraceFormat

extension RaftRules {
  /// Leader `i` commits the highest entry of its own term that a majority holds, and with it all before.
  ///
  /// Raft §5.3, §5.4.2 and Figure 2 (Leaders) · raft.tla `AdvanceCommitIndex`.
  public func advanceCommitIndex(_ i: ServerID, in state: inout ClusterState) {
    var index = state[i].log.lastIndex
    while index > state[i].commitIndex {
      if isCommitted(index, by: i, in: state) {
        state[i].commitIndex = index
        leaveIfRemoved(i, in: &state)
        return
      }
      index = index.previous
    }
  }

  /// Whether leader `i` may commit up to an index: the entry is of its own term, and a majority holds it.
  ///
  /// Raft Figure 2 (Leaders, last rule) · §6: a leader that is not a member does not count itself.
  public func isCommitted(_ index: LogIndex, by i: ServerID, in state: ClusterState) -> Bool {
    state[i].log.term(at: index) == state[i].currentTerm
      && membershipInUse(by: i, in: state).hasQuorum(holders(of: index, knownTo: i, in: state))
  }

  /// The servers that leader `i` knows to hold its entry at an index: itself, and the voters that have said so.
  ///
  /// Raft §6: of a leader that is not a member, its own copy is no member's.
  public func holders(of index: LogIndex, knownTo i: ServerID, in state: ClusterState) -> ServerSet {
    var holders = ServerSet([i])
    for j in membershipInUse(by: i, in: state).allVoters where state[i].matchIndex[j] >= index {
      holders.insert(j)
    }
    return holders
  }
}
