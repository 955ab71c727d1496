/// What a trace would show of the tutorial's statements.
///
/// Assignments of one `atomic` block are shown by the last of them: in between, the server's state means nothing.
extension TutorialMachine {
  mutating func note(_ operation: TutorialOperation, before: TutorialServer) {
    guard occurrences != nil else { return }
    let thread = state.threads[slot]
    switch operation {
    case .becomeCandidate: note(.campaignStarted, at: thread.server)
    case .becomeLeader, .adoptLeader: note(.roleChanged, at: thread.server)
    case .becomeFollower:
      if thread.action == .electionTimeout { note(.roleChanged, at: thread.server) }
    case .adoptTermAndVote, .voteAsFollower, .vote:
      note(.voted(call(.requestVote), isGranted: true), at: thread.server)
    case .truncateLog: note(.truncated(from: Int(thread.logIndex)), at: thread.server)
    case .appendOwnEntry, .appendReceivedEntry: note(.appended, at: thread.server)
    case .followCommitIndex, .commitOwnEntry:
      if state.servers[thread.server].commitIndex != before.commitIndex {
        note(.committed, at: thread.server)
      }
    case .rememberTerm, .countAnswer, .resetNextIndex, .resetMatchIndex, .clearVote, .adoptTerm, .readTerm,
      .readPrevLogIndex, .readPrevLogTerm, .readEntries, .readPrevLogTermAndEntries, .advanceLogIndex,
      .makeEntry, .advanceNextIndex, .advanceMatchIndex:
      break
    }
  }

  mutating func noteCall(of function: TutorialFunction) {
    guard occurrences != nil else { return }
    let message = call(function)
    note(.sent(message), at: message.source)
    note(.received(message), at: message.destination)
  }

  mutating func noteAnswer(_ value: Bool, of function: TutorialFunction) {
    guard occurrences != nil else { return }
    let message = answer(value, to: function)
    if case .requestVote = function, !value {
      note(.voted(call(function), isGranted: false), at: message.source)
    }
    note(.sent(message), at: message.source)
    note(.received(message), at: message.destination)
  }

  private mutating func note(_ kind: TutorialOccurrence.Kind, at server: Int) {
    occurrences?.append(TutorialOccurrence(server: server, kind: kind, after: state.servers[server]))
  }

  /// The call that the thread makes.
  ///
  /// The tutorial's `lastLogIndex` counts the sentinel, a message does not.
  private func call(_ function: TutorialFunction) -> TutorialMessage {
    let thread = state.threads[slot]
    let content: TutorialMessage.Content =
      switch function {
      case .requestVote:
        .requestVote(lastLogIndex: Int(thread.argumentIndex) - 1, lastLogTerm: thread.argumentLogTerm)
      case .bareAppendEntries: .bareAppendEntries
      case .appendEntries:
        .appendEntries(
          prevLogIndex: Int(thread.argumentIndex), prevLogTerm: thread.argumentLogTerm,
          entries: thread.entries, leaderCommit: thread.argumentCommit)
      }
    return TutorialMessage(
      source: Int(thread.caller.server), destination: Int(thread.caller.item) - 1,
      term: thread.argumentTerm, content: content)
  }

  private func answer(_ value: Bool, to function: TutorialFunction) -> TutorialMessage {
    let thread = state.threads[slot]
    let content: TutorialMessage.Content =
      switch function {
      case .requestVote: .requestVoteAnswer(value)
      case .bareAppendEntries: .appendEntriesAnswer(value, matchIndex: nil)
      case .appendEntries:
        .appendEntriesAnswer(
          value, matchIndex: value ? Int(thread.argumentIndex) + thread.entries.lastIndex : nil)
      }
    return TutorialMessage(
      source: Int(thread.caller.item) - 1, destination: Int(thread.caller.server), term: nil,
      content: content)
  }
}
