public import TraceFormat

extension RaftRules {
  /// Leader `i` does not hear from a majority and becomes follower, in the same term and with the same vote.
  ///
  /// Dissertation §6.2 (CheckQuorum). The model has no clock, so this may happen at any time.
  public func stepDown(_ i: ServerID, in state: inout ClusterState) throws(DisabledAction) {
    try require(options.hasCheckQuorum, "the option hasCheckQuorum", found: .off)
    try require(state[i].role == .leader, "role(i) = leader", found: .role(state[i].role))

    state[i].forgetCampaignAndLeadership()
    state[i].role = .follower
  }
}
