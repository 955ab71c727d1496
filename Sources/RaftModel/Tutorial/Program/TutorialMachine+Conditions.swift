/// What the tutorial's conditions say of a state.
extension TutorialMachine {
  func holds(_ condition: TutorialCondition) -> Bool {
    let thread = state.threads[slot]
    let server = state.servers[thread.server]
    switch condition {
    case .isNotLeader: return server.mode != .leader
    case .isLeader: return server.mode == .leader
    case .itemIsOther: return thread.caller.item != thread.caller.server + 1
    case .answerIsTrue: return thread.answer == 2
    case .hasMajority: return 2 * Int(thread.count) > TutorialState.serverCount
    case .hasWonElection:
      return server.mode == .candidate && server.currentTerm == thread.term
        && 2 * Int(thread.count) > TutorialState.serverCount
    case .prevLogIndexIsOutside: return Int(thread.prevLogIndex) - 1 >= server.log.length
    case .callersTermIsOlder: return thread.argumentTerm < server.currentTerm
    case .callersTermIsNewer: return thread.argumentTerm > server.currentTerm
    case .callersTermIsNotOlder: return thread.argumentTerm >= server.currentTerm
    case .voteIsFree: return server.vote == 0 || server.vote == thread.caller.server + 1
    case .candidatesLastTermIsNewer: return thread.argumentLogTerm > server.log.lastTerm
    case .candidatesLogIsAsLong:
      return thread.argumentLogTerm == server.log.lastTerm
        && Int(thread.argumentIndex) >= server.log.length
    case .prevLogDiffers:
      return Int(thread.argumentIndex) > server.log.lastIndex
        || server.log[Int(thread.argumentIndex)].term != thread.argumentLogTerm
    case .entryConflicts:
      return Int(thread.logIndex) < server.log.length
        && server.log[Int(thread.logIndex)].term != thread.receivedEntry.term
    case .entryIsMissing: return Int(thread.logIndex) >= server.log.length
    case .leaderCommitIsHigher: return thread.argumentCommit > server.commitIndex
    }
  }
}

extension TutorialThread {
  /// `entries[i]` of AppendEntries.
  var receivedEntry: TutorialEntry { entries[Int(callee.item)] }
}
