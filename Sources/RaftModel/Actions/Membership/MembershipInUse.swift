public import TraceFormat

extension RaftRules {
  /// The configuration that server `i` decides by: the latest in its log, committed or not.
  ///
  /// Raft §6 · dissertation §4.1.
  public func membershipInUse(by i: ServerID, in state: ClusterState) -> Membership {
    state[i].log.membership
  }
}
