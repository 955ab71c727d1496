import TraceFormat

extension RaftModel {
  /// Calls `body` for every action that can be taken in a state and stays within the bounds, with the state after it.
  ///
  /// The order is fixed: timeouts, messages, then what leaders do, then what is rare.
  public func forEachSuccessor(of state: ClusterState, _ body: (Action, ClusterState) -> Void) {
    var room = state
    forEachSuccessor(of: state, using: &room, body)
  }

  public func forEachSuccessor(
    of state: ClusterState, using next: inout ClusterState, _ body: (Action, ClusterState) -> Void
  ) {
    next.assign(state)
    forEachCandidate(in: state) { action in
      do {
        try take(action, from: state, into: &next)
        if bounds.contain(next) { body(action, next) }
      } catch {
        // The action cannot be taken; what it may have changed is undone below.
      }
      next.assign(state)
    }
  }

  /// Calls `body` for every action that might be possible; `take` tells whether it is.
  public func forEachCandidate(in state: ClusterState, _ body: (Action) -> Void) {
    for i in state.allServers where triesAllActions || state[i].role != .leader { body(.electionTimeout(i)) }
    for k in 0..<state.messageCount {
      let packet = state.message(at: k)
      body(.receive(packet))
      if bounds.duplicatesMessages { body(.receive(packet, again: true)) }
      if bounds.losesMessages { body(.lose(packet)) }
    }
    for i in state.allServers where triesAllActions || state[i].role == .leader {
      forEachLeaderCandidate(i, in: state, body)
    }
    for i in state.allServers {
      if rules.options.appliesSeparately, state[i].lastApplied < state[i].commitIndex { body(.apply(i)) }
      if rules.options.hasSnapshots { body(.takeSnapshot(i)) }
      if state.history.restartCount < bounds.restartMaximum { body(.restart(i)) }
    }
  }

  private func forEachLeaderCandidate(_ i: ServerID, in state: ClusterState, _ body: (Action) -> Void) {
    let membership = rules.membershipInUse(by: i, in: state)
    body(.clientAppend(i))
    for j in (triesAllActions ? state.allServers : membership.members).removing(i) {
      body(.sendAppendEntries(from: i, to: j))
      if bounds.sendsHeartbeats, state[i].nextIndex[j] <= state[i].log.lastIndex {
        body(.sendHeartbeat(from: i, to: j))
      }
      if rules.options.hasSnapshots { body(.sendInstallSnapshot(from: i, to: j)) }
      if rules.options.hasLeadershipTransfer { body(.transferLeadership(from: i, to: j)) }
    }
    if triesAllActions || state[i].transferTarget != nil { body(.abortTransfer(i)) }
    if rules.options.hasCheckQuorum { body(.stepDown(i)) }
    if rules.options.hasReads { body(.requestRead(i)) }
    if triesAllActions || membership.isJoint { body(.leaveJointMembership(i)) }
    if rules.options.membershipChange != .none, triesAllActions || !membership.isJoint {
      forEachTarget(from: membership) { body(.changeMembership(i, to: $0)) }
    }
  }

  /// The configurations that a leader may be asked to change to: one server comes, goes, or is exchanged for another.
  ///
  /// Wrong rules of one server at a time are asked for two that come or go, too.
  private func forEachTarget(from membership: Membership, _ body: (Membership) -> Void) {
    let outside = initialState.allServers.subtracting(membership.members)
    for j in membership.voters {
      body(Membership(voters: membership.voters.removing(j), learners: membership.learners))
      if rules.options.hasLearners {
        body(Membership(voters: membership.voters.removing(j), learners: membership.learners.inserting(j)))
      }
      for k in outside {
        body(Membership(voters: membership.voters.removing(j).inserting(k), learners: membership.learners))
      }
    }
    for j in outside {
      body(Membership(voters: membership.voters.inserting(j), learners: membership.learners))
      if rules.options.hasLearners {
        body(Membership(voters: membership.voters, learners: membership.learners.inserting(j)))
      }
    }
    if triesAllActions, rules.options.membershipChange == .oneServer {
      forEachPair(of: membership.voters) {
        body(Membership(voters: membership.voters.subtracting($0), learners: membership.learners))
      }
      forEachPair(of: outside) {
        body(Membership(voters: membership.voters.union($0), learners: membership.learners))
      }
    }
    for j in membership.learners {
      body(Membership(voters: membership.voters, learners: membership.learners.removing(j)))
      body(Membership(voters: membership.voters.inserting(j), learners: membership.learners.removing(j)))
    }
  }

  private func forEachPair(of servers: ServerSet, _ body: (ServerSet) -> Void) {
    for j in servers {
      for k in servers where k.rawValue > j.rawValue { body(ServerSet([j, k])) }
    }
  }
}
