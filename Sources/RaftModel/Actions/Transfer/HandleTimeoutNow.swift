import TraceFormat

extension RaftRules {
  /// Server `i` campaigns at once because its leader asks it to, without a pre-vote.
  ///
  /// Dissertation §3.10.
  public func handleTimeoutNow(_ request: Packet, in state: inout ClusterState) throws(DisabledAction) {
    let i = request.destination
    guard request.term == state[i].currentTerm, state[i].role != .leader, mayCampaign(i, in: state) else {
      return
    }

    startElection(i, isTransfer: true, in: &state)
  }
}
