/// A condition of the tutorial's `if` and `require`.
enum TutorialCondition: Sendable {
  /// `self.mode != Mode.Leader`
  case isNotLeader
  /// `self.mode == Mode.Leader`
  case isLeader
  /// `node != self`
  case itemIsOther
  /// `vote_granted` and `success`
  case answerIsTrue
  /// `votes > NUM_NODES / 2` and `success_count > NUM_NODES / 2`
  case hasMajority
  /// `self.mode == Mode.Candidate and self.currentTerm == candidate_term and votes > NUM_NODES / 2`
  case hasWonElection
  /// `prevLogIndex >= len(self.log) or prevLogIndex < 0`
  case prevLogIndexIsOutside

  /// `term < self.currentTerm`
  case callersTermIsOlder
  /// `term > self.currentTerm`
  case callersTermIsNewer
  /// `term >= self.currentTerm`
  case callersTermIsNotOlder
  /// `self.votedFor == None or self.votedFor == candidateId`
  case voteIsFree
  /// `candidateLastLogTerm > self.log[-1][0]`
  case candidatesLastTermIsNewer
  /// `candidateLastLogTerm == self.log[-1][0] and candidateLastLogIndex >= len(self.log)`
  case candidatesLogIsAsLong
  /// `prevLogIndex > len(self.log) - 1 or self.log[prevLogIndex][0] != prevLogTerm`
  case prevLogDiffers
  /// `logIndex < len(self.log) and self.log[logIndex][0] != entries[i][0]`
  case entryConflicts
  /// `logIndex >= len(self.log)`
  case entryIsMissing
  /// `leaderCommit > self.commitIndex`
  case leaderCommitIsHigher
}
