public import TraceFormat

extension RaftRules {
  /// Server `i` hears nothing from a leader for an election timeout and begins to campaign.
  ///
  /// Raft §5.2 and Figure 2 (Followers, Candidates) · raft.tla `Timeout` · dissertation §9.6 for the pre-vote.
  public func electionTimeout(_ i: ServerID, in state: inout ClusterState) throws(DisabledAction) {
    try require(state[i].role != .leader, "role(i) ≠ leader", found: .role(.leader))
    try require(
      mayCampaign(i, in: state), "a configuration(i) where i is no learner",
      found: .membership(membershipInUse(by: i, in: state)))

    if options.hasPreVote {
      startPreVote(i, in: &state)
    } else {
      startElection(i, isTransfer: false, in: &state)
    }
  }

  /// Whether server `i` may campaign: it knows a configuration, and is no learner there, unless C_old has it as voter.
  ///
  /// Dissertation §4.2.2: also a server outside its latest configuration, as that need not be committed.
  public func mayCampaign(_ i: ServerID, in state: ClusterState) -> Bool {
    let membership = membershipInUse(by: i, in: state)
    return !membership.voters.isEmpty
      && (!membership.learners.contains(i) || membership.outgoingVoters.contains(i))
  }
}
