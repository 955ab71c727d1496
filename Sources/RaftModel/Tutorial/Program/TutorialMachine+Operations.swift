/// What the tutorial's simple statements change.
extension TutorialMachine {
  mutating func perform(_ operation: TutorialOperation) {
    var thread = state.threads[slot]
    var server = state.servers[thread.server]
    switch operation {
    case .becomeCandidate:
      server.mode = .candidate
      server.currentTerm += 1
      server.vote = thread.caller.server + 1
    case .rememberTerm:
      thread.term = server.currentTerm
      thread.count = 1
    case .countAnswer: thread.count += 1
    case .becomeLeader: server.mode = .leader
    case .resetNextIndex: server.nextIndex[thread.item] = UInt8(server.log.length)
    case .resetMatchIndex: server.matchIndex[thread.item] = 0

    case .adoptTermAndVote:
      server.currentTerm = thread.argumentTerm
      server.mode = .follower
      server.vote = thread.caller.server + 1
    case .voteAsFollower:
      server.mode = .follower
      server.vote = thread.caller.server + 1
    case .vote: server.vote = thread.caller.server + 1
    case .clearVote: server.vote = 0
    case .adoptTerm: server.currentTerm = thread.argumentTerm
    case .becomeFollower: server.mode = .follower
    case .adoptLeader: server.leader = thread.caller.server + 1

    case .readTerm: thread.term = server.currentTerm
    case .readPrevLogIndex: thread.prevLogIndex = server.nextIndex[thread.item]
    case .readPrevLogTerm: thread.prevLogTerm = server.log[thread.prevIndex].term + 1
    case .readEntries: thread.entries = server.log.suffix(after: Int(server.nextIndex[thread.item]) - 1)
    case .readPrevLogTermAndEntries:
      thread.prevLogTerm = server.log[thread.prevIndex].term + 1
      thread.entries = server.log.suffix(after: thread.prevIndex)

    case .advanceLogIndex: thread.logIndex = thread.argumentIndex + thread.callee.item
    case .truncateLog: server.log.truncate(from: Int(thread.logIndex))
    case .appendReceivedEntry: server.log.append(thread.receivedEntry)
    case .followCommitIndex: server.commitIndex = min(thread.argumentCommit, UInt8(server.log.lastIndex))

    case .makeEntry:
      thread.entry = TutorialEntry(term: server.currentTerm, command: state.nextCommand)
      thread.count = 1
      thread.answer = 1
      thread.newLogIndex = UInt8(server.log.length)
      state.nextCommand += 1
    case .appendOwnEntry: server.log.append(thread.entry)
    case .advanceNextIndex: server.nextIndex[thread.item] = thread.newLogIndex + 1
    case .advanceMatchIndex: server.matchIndex[thread.item] = thread.newLogIndex
    case .commitOwnEntry:
      server.commitIndex = thread.newLogIndex
      if keepsHistory {
        state.history.commit(server.log, upTo: Int(thread.newLogIndex), term: server.currentTerm)
      }
    }
    let before = state.servers[thread.server]
    state.threads[slot] = thread
    state.servers[thread.server] = server
    note(operation, before: before)
  }

  mutating func setArguments(of function: TutorialFunction) {
    var thread = state.threads[slot]
    let caller = state.servers[Int(thread.caller.server)]
    switch function {
    case .requestVote:
      thread.argumentTerm = caller.currentTerm
      thread.argumentIndex = UInt8(caller.log.length)
      thread.argumentLogTerm = caller.log.lastTerm
    case .bareAppendEntries: thread.argumentTerm = thread.term
    case .appendEntries:
      // Not the term in which the caller began: after a step-down it is the new leader's.
      thread.argumentTerm = caller.currentTerm
      thread.argumentIndex = UInt8(thread.prevIndex)
      thread.argumentLogTerm = thread.prevLogTerm - 1
      thread.argumentCommit = caller.commitIndex
    }
    state.threads[slot] = thread
  }
}

extension TutorialThread {
  /// The number of the server that the action's loop is at.
  fileprivate var item: Int { Int(caller.item) - 1 }
  /// `prevLogIndex` of the action.
  fileprivate var prevIndex: Int { Int(prevLogIndex) - 1 }
}
