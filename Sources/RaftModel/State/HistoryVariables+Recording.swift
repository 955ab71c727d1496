import TraceFormat

extension HistoryVariables {
  /// Takes in one step: who won a term, who voted, what was committed.
  ///
  /// Read off the states, never told by a rule, so that a wrong rule cannot hide what it did.
  mutating func record(before: ClusterState, _ action: Action, after: ClusterState) {
    guard let i = action.server else { return }
    let term = after[i].currentTerm

    if after[i].role == .leader, before[i].role != .leader || before[i].currentTerm != term {
      recordLeader(i, of: term)
    }
    forgetVote(of: i, before: term)
    if let candidate = after[i].votedFor { recordVote(of: i, for: candidate, in: term) }
    recordCommitted(before: before[i].commitIndex, after[i], in: term)
  }

  private mutating func recordCommitted(before: LogIndex, _ server: ServerState, in term: Term) {
    var index = before
    while index < server.commitIndex {
      index = index.next
      if let entry = server.log[index] { recordCommitted(entry, at: index, in: term) }
    }
  }
}
