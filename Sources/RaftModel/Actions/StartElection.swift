public import TraceFormat

extension RaftRules {
  /// Server `i` becomes candidate of the next term, votes for itself and asks all voters for their votes.
  ///
  /// Raft §5.2 and Figure 2 (Candidates) · raft.tla `Timeout`, `RequestVote`.
  public func startElection(_ i: ServerID, isTransfer: Bool, in state: inout ClusterState) {
    state[i].forgetCampaignAndLeadership()
    state[i].currentTerm = Term(state[i].currentTerm.rawValue + 1)
    state[i].role = .candidate
    state[i].votedFor = i
    state[i].votesGranted = ServerSet([i])

    let (term, lastLog) = (state[i].currentTerm, state[i].lastLog)
    for j in membershipInUse(by: i, in: state).allVoters.removing(i) {
      state.network.send(
        .requestVoteRequest(from: i, to: j, term: term, lastLog: lastLog, isTransfer: isTransfer))
    }
    if isElected(i, in: state) { becomeLeader(i, in: &state) }
  }

  /// Whether candidate `i` has the votes of a majority; while joint, of a majority of each.
  ///
  /// Raft §5.2, §6.
  public func isElected(_ i: ServerID, in state: ClusterState) -> Bool {
    membershipInUse(by: i, in: state).hasQuorum(state[i].votesGranted)
  }
}
