extension Configuration {
  /// The membership that a proposal leads to from this one; nil where the trace does not tell.
  ///
  /// Several changes at once lead to a joint membership (`ConfChangeV2.EnterJoint`), one change to a simple one unless
  /// the proposer asked for a joint one, which is not traced. Learners are not traced either.
  func afterEtcdRaft(_ changes: [EtcdRaftChange]) -> Configuration? {
    guard !changes.isEmpty, !isJoint else { return nil }
    var voters = voters
    for change in changes {
      guard let server = change.server else { continue }
      switch change.action {
      case .addVoter: voters.append(server)
      case .removeServer: voters.removeAll { $0 == server }
      case .addLearner, .other: return nil
      }
    }
    guard !voters.isEmpty else { return nil }
    return Configuration(voters: voters, outgoingVoters: changes.count > 1 ? self.voters : [])
  }
}
