public import TraceFormat

extension RaftRules {
  /// Leader `i` begins to change the configuration to another, which it uses from the moment it is in its log.
  ///
  /// Dissertation §4.1 (one server at a time) · Raft §6 and dissertation §4.3 (joint consensus).
  public func changeMembership(
    _ i: ServerID, to target: Membership, in state: inout ClusterState
  ) throws(DisabledAction) {
    let membership = membershipInUse(by: i, in: state)
    try mayChangeMembership(i, in: state)
    try checkTarget(target, from: membership)
    try require(
      isOneStep(from: membership, to: target), "at most one voter that comes or goes",
      found: .servers(membership.votersChanged(to: target)))

    let next = transition(from: membership, to: target)
    state[i].log.append(.membership(term: state[i].currentTerm, next))
    advanceCommitIndex(i, in: &state)
  }

  /// Whether the change may be made: any by joint consensus, otherwise only that of one voter.
  ///
  /// Dissertation §4.1: with one voter's difference, majorities of both configurations have a server in common.
  public func isOneStep(from membership: Membership, to target: Membership) -> Bool {
    options.membershipChange == .joint || membership.votersChanged(to: target).count <= 1
  }

  /// The configuration that a change begins with: C_old,new where voters change by joint consensus, otherwise the target.
  ///
  /// Raft §6 · dissertation §4.3.
  public func transition(from membership: Membership, to target: Membership) -> Membership {
    var next = target
    if options.membershipChange == .joint, !membership.votersChanged(to: target).isEmpty {
      next.outgoingVoters = membership.voters
    }
    return next
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
      !membershipInUse(by: i, in: state).isJoint, "a configuration(i) that is not joint",
      found: .membership(membershipInUse(by: i, in: state)))
    try require(
      hasCommittedMembership(i, in: state), "index of configuration(i) ≤ commitIndex(i)",
      found: .index(state[i].log.membershipIndex))
    try require(
      options.membershipChange == .joint || hasCommittedInOwnTerm(i, in: state),
      "term of log(i) at commitIndex(i) = currentTerm(i)",
      found: .term(state[i].log.term(at: state[i].commitIndex) ?? .zero))
    try require(!state[i].log.isFull, "length of log(i) < 16", found: .count(state[i].log.count))
  }

  /// Whether the latest configuration of leader `i` is committed.
  ///
  /// Dissertation §4.1: the next change waits for it · Raft §6: so does the end of joint consensus.
  public func hasCommittedMembership(_ i: ServerID, in state: ClusterState) -> Bool {
    state[i].log.membershipIndex <= state[i].commitIndex
  }
}
