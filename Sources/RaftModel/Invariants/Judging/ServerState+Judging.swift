import TraceFormat

extension ServerState {
  /// Whether the server has won an election in the step that it began as `before`.
  func isElected(since before: ServerState) -> Bool {
    role == .leader && (before.role != .leader || before.currentTerm != currentTerm)
  }

  /// Whether the server leads as it did before the step.
  func stillLeads(since before: ServerState) -> Bool {
    role == .leader && before.role == .leader && before.currentTerm == currentTerm
  }

  /// Whether the server has begun to campaign for votes in the step, and perhaps won at once.
  func beginsCampaign(since before: ServerState) -> Bool {
    guard role == .candidate || role == .leader else { return false }
    return before.currentTerm != currentTerm || (before.role != .candidate && before.role != .leader)
  }

  /// Whether the server has advanced its commit index as the leader that it is, or was until it left.
  func commitsAsLeader(since before: ServerState) -> Bool {
    guard commitIndex > before.commitIndex else { return false }
    return role == .leader || (before.role == .leader && before.currentTerm == currentTerm)
  }

  /// The configuration that the server has put into its log as leader in the step; nil where it has not.
  func configurationAppended(since before: ServerState) -> Membership? {
    guard before.role == .leader, before.currentTerm == currentTerm, log.lastIndex > before.log.lastIndex
    else { return nil }
    return log[log.lastIndex]?.membership
  }
}
