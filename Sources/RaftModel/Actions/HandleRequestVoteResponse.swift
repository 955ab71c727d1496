import TraceFormat

extension RaftRules {
  /// Candidate `i` counts a vote, and with a majority becomes leader.
  ///
  /// Raft §5.2 and Figure 2 (Candidates) · raft.tla `HandleRequestVoteResponse`, `BecomeLeader`.
  public func handleRequestVoteResponse(_ response: Packet, in state: inout ClusterState)
    throws(DisabledAction)
  {
    let i = response.destination
    guard countsVote(response, in: state) else { return }

    state[i].votesGranted.insert(response.source)
    if isElected(i, in: state) { becomeLeader(i, in: &state) }
  }

  /// Whether the answer is a vote for the campaign that its receiver is in; an answer to an earlier one is not.
  ///
  /// Raft §5.1, §5.2.
  public func countsVote(_ response: Packet, in state: ClusterState) -> Bool {
    let i = response.destination
    return response.voteGranted && state[i].role == .candidate && response.term == state[i].currentTerm
  }
}
