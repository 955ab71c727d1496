import TraceFormat

extension HistoryVariables {
  /// Takes in what a step did to the server at which it happened: whether it won a term, voted, committed.
  ///
  /// Read off the states, never told by a rule, so that a wrong rule cannot hide what it did.
  @inline(__always)
  mutating func record(_ i: ServerID, before: ServerState, after: ServerState) {
    let term = after.currentTerm
    if after.role == .leader, before.role != .leader || before.currentTerm != term {
      recordLeader(i, of: term)
    }
    forgetVote(of: i, before: term)
    if let candidate = after.votedFor { recordVote(of: i, for: candidate, in: term) }

    var index = before.commitIndex
    while index < after.commitIndex {
      index = index.next
      if let entry = after.log[index] { recordCommitted(entry, at: index, in: term) }
    }
  }
}
