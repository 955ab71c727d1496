/// A simple statement of the tutorial: what is assigned in one step.
enum TutorialOperation: Sendable {
  // ElectionTimeout
  /// `self.mode, self.currentTerm, self.votedFor = Mode.Candidate, self.currentTerm + 1, self.__id__`
  case becomeCandidate
  /// `candidate_term, votes = self.currentTerm, 1`
  case rememberTerm
  /// `votes += 1` and `success_count += 1`
  case countAnswer
  /// `self.mode = Mode.Leader`
  case becomeLeader
  /// `self.nextIndex[node.__id__] = len(self.log)`
  case resetNextIndex
  /// `self.matchIndex[node.__id__] = 0`
  case resetMatchIndex

  // RequestVote
  /// `self.currentTerm, self.mode, self.votedFor = term, Mode.Follower, candidateId`
  case adoptTermAndVote
  /// `self.mode, self.votedFor = Mode.Follower, candidateId`
  case voteAsFollower
  /// `self.votedFor = candidateId`
  case vote
  /// `self.votedFor = None`
  case clearVote

  // RequestVote and AppendEntries
  /// `self.currentTerm = term`
  case adoptTerm
  /// `self.mode = Mode.Follower`
  case becomeFollower
  /// `self.leaderId = leaderId`
  case adoptLeader

  // SendHeartbeat
  /// `term = self.currentTerm`
  case readTerm
  /// `prevLogIndex = self.nextIndex[node.__id__] - 1`
  case readPrevLogIndex
  /// `prevLogTerm = self.log[prevLogIndex][0]`
  case readPrevLogTerm
  /// `entries = self.log[self.nextIndex[node.__id__]:]`
  case readEntries

  // AppendEntries
  /// `logIndex = prevLogIndex + i + 1`
  case advanceLogIndex
  /// `self.log = self.log[:logIndex]`
  case truncateLog
  /// `self.log.append(entries[i])`
  case appendReceivedEntry
  /// `self.commitIndex = min(leaderCommit, len(self.log) - 1)`
  case followCommitIndex

  // SubmitCommand
  /// `nextCmd, entry, success_count, success, newLogIndex = nextCmd + 1, (self.currentTerm, …), 1, False, len(self.log)`
  case makeEntry
  /// `self.log.append(entry)`
  case appendOwnEntry
  /// `prevLogTerm, entries = self.log[prevLogIndex][0], self.log[prevLogIndex+1:]`
  case readPrevLogTermAndEntries
  /// `self.nextIndex[node.__id__] = newLogIndex + 1`
  case advanceNextIndex
  /// `self.matchIndex[node.__id__] = newLogIndex`
  case advanceMatchIndex
  /// `self.commitIndex = newLogIndex`
  case commitOwnEntry
}
