/// What the committed entries of a state show that Raft forbids.
extension TutorialState {
  /// A leader lacks an entry that was committed in an earlier term; Raft §5.4 (Leader Completeness).
  var aLeaderLacksACommittedEntry: Bool {
    for index in 0..<Self.serverCount where servers[index].mode == .leader {
      let leader = servers[index]
      for index in stride(from: 1, through: history.entries.lastIndex, by: 1)
      where leader.currentTerm > history.term(at: index) && leader.log[index] != history.entries[index] {
        return true
      }
    }
    return false
  }

  /// A server commits another entry than the one that was committed at that index; Raft §5.4.3 (State Machine Safety).
  ///
  /// The tutorial applies nothing. A commit stands for it: a state machine applies what is committed.
  func anotherEntryWasCommitted(since before: TutorialState) -> Bool {
    for index in 0..<Self.serverCount {
      let server = servers[index]
      for index in stride(from: Int(before.servers[index].commitIndex) + 1, through: Int(server.commitIndex), by: 1)
      where before.history.isContradicted(by: server.log, at: index) {
        return true
      }
    }
    return false
  }

  /// A server has another entry than the committed one below its own commit index; Raft §5.4.3.
  var aCommittedEntryIsGone: Bool {
    for index in 0..<Self.serverCount {
      let server = servers[index]
      for index in stride(from: 1, through: Int(server.commitIndex), by: 1)
      where history.isContradicted(by: server.log, at: index) {
        return true
      }
    }
    return false
  }

  /// A commit index is lower than before; Raft Figure 2: it increases monotonically.
  func aCommitIndexFell(since before: TutorialState) -> Bool {
    for index in 0..<Self.serverCount where servers[index].commitIndex < before.servers[index].commitIndex {
      return true
    }
    return false
  }
}

extension TutorialHistory {
  /// Whether a log has an entry at an index, and another one was committed there.
  fileprivate func isContradicted(by log: TutorialLog, at index: Int) -> Bool {
    let (committed, found) = (entries[index], log[index])
    return committed != .none && found != .none && committed != found
  }
}
