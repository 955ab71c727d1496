import TraceFormat

extension RaftRules {
  /// Server `i` says whether it would vote for a server in the next term; it changes neither its term nor its vote.
  ///
  /// Dissertation §9.6. Whether `i` has heard from a leader of late is a matter of time, which the model does not have.
  public func handlePreVoteRequest(_ request: Packet, in state: inout ClusterState) throws(DisabledAction) {
    let i = request.destination
    let isGranted =
      request.term > state[i].currentTerm && isUpToDate(request.lastLog, comparedWith: state[i].lastLog)

    state.network.send(
      .preVoteResponse(
        from: i, to: request.source, term: isGranted ? request.term : state[i].currentTerm,
        voteGranted: isGranted))
  }
}
