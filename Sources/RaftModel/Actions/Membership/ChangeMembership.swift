public import TraceFormat

extension RaftRules {
  /// Leader `i` begins to change the configuration to another, which it uses from the moment it is in its log.
  ///
  /// Dissertation §4.1 (one server at a time) · Raft §6 and dissertation §4.3 (joint consensus).
  public func changeMembership(
    _ i: ServerID, to target: Membership, in state: inout ClusterState
  ) throws(DisabledAction) {
    let membership = state[i].membership
    try mayChangeMembership(i, in: state)
    try checkTarget(target, from: membership)
    let votersChanged = membership.voters.subtracting(target.voters).union(
      target.voters.subtracting(membership.voters))
    try require(
      options.membershipChange == .joint || votersChanged.count <= 1, "at most one voter that comes or goes",
      found: .servers(votersChanged))

    var next = target
    if options.membershipChange == .joint, !votersChanged.isEmpty { next.outgoingVoters = membership.voters }
    state[i].log.append(.membership(term: state[i].currentTerm, next))
    advanceCommitIndex(i, in: &state)
  }

  /// Checks that the target of a change is another configuration, not itself joint, in which each member has one part.
  private func checkTarget(_ target: Membership, from membership: Membership) throws(DisabledAction) {
    try require(target != membership, "a target other than configuration(i)", found: .membership(target))
    try require(!target.voters.isEmpty, "a target with a voter", found: .membership(target))
    try require(!target.isJoint, "a target that is not joint", found: .membership(target))
    let both = target.voters.intersection(target.learners)
    try require(both.isEmpty, "none that is voter and learner of the target", found: .servers(both))
    try require(options.hasLearners || target.learners.isEmpty, "the option hasLearners", found: .off)
  }

  /// Checks that leader `i` may begin a change: none is under way, and it has committed in its own term.
  ///
  /// Dissertation §4.1 · the correction of 2015 (raft-dev, "bug in single-server membership changes"); joint consensus does
  /// not need it.
  public func mayChangeMembership(_ i: ServerID, in state: ClusterState) throws(DisabledAction) {
    try require(options.membershipChange != .none, "the option membershipChange", found: .off)
    try require(state[i].role == .leader, "role(i) = leader", found: .role(state[i].role))
    try require(
      state[i].transferTarget == nil, "transferTarget(i) = none", found: .server(state[i].transferTarget))
    try require(
      !state[i].membership.isJoint, "a configuration(i) that is not joint",
      found: .membership(state[i].membership))
    try require(
      state[i].log.membershipIndex <= state[i].commitIndex, "index of configuration(i) ≤ commitIndex(i)",
      found: .index(state[i].log.membershipIndex))
    try require(
      options.membershipChange == .joint
        || state[i].log.term(at: state[i].commitIndex) == state[i].currentTerm,
      "term of log(i) at commitIndex(i) = currentTerm(i)",
      found: .term(state[i].log.term(at: state[i].commitIndex) ?? .zero))
    try require(!state[i].log.isFull, "length of log(i) < 16", found: .count(state[i].log.count))
  }
}
