public import TraceFormat

extension RaftRules {
  /// Leader `i` ends a joint configuration once it is committed, by appending C_new.
  ///
  /// Raft §6 · dissertation §4.3.
  public func leaveJointMembership(_ i: ServerID, in state: inout ClusterState) throws(DisabledAction) {
    let membership = membershipInUse(by: i, in: state)
    try require(state[i].role == .leader, "role(i) = leader", found: .role(state[i].role))
    try require(membership.isJoint, "a joint configuration(i)", found: .membership(membership))
    try require(
      hasCommittedMembership(i, in: state), "index of configuration(i) ≤ commitIndex(i)",
      found: .index(state[i].log.membershipIndex))
    try require(!state[i].log.isFull, "length of log(i) < 16", found: .count(state[i].log.count))

    state[i].log.append(
      .membership(
        term: state[i].currentTerm, Membership(voters: membership.voters, learners: membership.learners)))
    advanceCommitIndex(i, in: &state)
  }

  /// Leader `i` steps down when a configuration without it is committed.
  ///
  /// Raft §6 · dissertation §4.2.2.
  public func leaveIfRemoved(_ i: ServerID, in state: inout ClusterState) {
    guard state[i].log.membershipIndex <= state[i].commitIndex,
      !membershipInUse(by: i, in: state).allVoters.contains(i)
    else { return }
    becomeFollower(i, in: &state)
  }
}
