public import TraceFormat

extension RaftRules {
  /// Candidate `i` has won its election and leads the term.
  ///
  /// Raft §5.2 and Figure 2 (Volatile state on leaders) · raft.tla `BecomeLeader` · §8 for the empty entry.
  public func becomeLeader(_ i: ServerID, in state: inout ClusterState) {
    state[i].forgetCampaignAndLeadership()
    state[i].role = .leader
    state[i].nextIndex = ServerTable(repeating: state[i].log.lastIndex.next)

    if options.appendsNoOperation, !state[i].log.isFull {
      state[i].log.append(.noOperation(term: state[i].currentTerm))
      advanceCommitIndex(i, in: &state)
    }
  }
}
