public import TraceFormat

extension RaftRules {
  /// Leader `i` does not hear from a majority and becomes follower, in the same term and with the same vote.
  ///
  /// Dissertation §6.2 (CheckQuorum). The model has no clock, so this may happen at any time.
  public func stepDown(_ i: ServerID, in state: inout ClusterState) throws(DisabledAction) {
    try require(options.hasCheckQuorum, "the option hasCheckQuorum", found: .off)
    try require(state[i].role == .leader, "role(i) = leader", found: .role(state[i].role))

    becomeFollower(i, in: &state)
  }

  /// Server `i` gives up its campaign or its leadership within its term, and keeps its vote.
  ///
  /// Raft §5.2 and Figure 2 (Candidates): also when a leader of the term is heard of.
  public func becomeFollower(_ i: ServerID, in state: inout ClusterState) {
    state[i].forgetCampaignAndLeadership()
    state[i].role = .follower
  }
}
