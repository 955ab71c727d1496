public import TraceFormat

extension RaftRules {
  /// Server `i` decides on a request for its vote whose term is not ahead of its own.
  ///
  /// Raft §5.2, §5.4.1 and Figure 2 (RequestVote RPC) · raft.tla `HandleRequestVoteRequest`.
  public func handleRequestVoteRequest(_ request: Packet, in state: inout ClusterState) throws(DisabledAction)
  {
    let i = request.destination
    let isGranted = grantsVote(i, to: request, in: state)

    if isGranted { state[i].votedFor = request.source }
    state.network.send(
      .requestVoteResponse(
        from: i, to: request.source, term: state[i].currentTerm, voteGranted: isGranted))
  }

  /// Whether server `i` grants: the term is its own, it has not voted for another, and the candidate's log is as good.
  ///
  /// Raft Figure 2 (RequestVote RPC, receiver implementation 1 and 2).
  public func grantsVote(_ i: ServerID, to request: Packet, in state: ClusterState) -> Bool {
    request.term == state[i].currentTerm
      && (state[i].votedFor == nil || state[i].votedFor == request.source)
      && isUpToDate(request.lastLog, comparedWith: state[i].lastLog)
  }

  /// Whether a candidate's log is at least as up-to-date as a voter's.
  ///
  /// Raft §5.4.1: the later last term wins; with equal terms, the longer log.
  public func isUpToDate(_ candidate: LogPosition, comparedWith voter: LogPosition) -> Bool {
    candidate >= voter
  }
}
