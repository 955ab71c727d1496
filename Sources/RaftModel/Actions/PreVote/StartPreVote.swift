public import TraceFormat

extension RaftRules {
  /// Server `i` asks all voters whether they would vote for it, before it raises its term.
  ///
  /// Dissertation §9.6.
  public func startPreVote(_ i: ServerID, in state: inout ClusterState) {
    state[i].forgetCampaignAndLeadership()
    state[i].role = .preCandidate
    state[i].votesGranted = ServerSet([i])

    let (term, lastLog) = (Term(state[i].currentTerm.rawValue + 1), state[i].lastLog)
    for j in membershipInUse(by: i, in: state).allVoters.removing(i) {
      state.network.send(.preVoteRequest(from: i, to: j, term: term, lastLog: lastLog))
    }
    if isElected(i, in: state) { startElection(i, isTransfer: false, in: &state) }
  }
}
