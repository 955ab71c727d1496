import TraceFormat

extension RaftRules {
  /// Pre-candidate `i` counts who would vote for it, and with a majority campaigns.
  ///
  /// Dissertation §9.6.
  public func handlePreVoteResponse(_ response: Packet, in state: inout ClusterState) throws(DisabledAction) {
    let i = response.destination
    guard response.voteGranted, state[i].role == .preCandidate,
      response.term == Term(state[i].currentTerm.rawValue + 1)
    else { return }

    state[i].votesGranted.insert(response.source)
    if isElected(i, in: state) { startElection(i, isTransfer: false, in: &state) }
  }
}
