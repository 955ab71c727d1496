/// How what is seen must relate to what a requirement expects.
public enum ReplayRelation: Hashable, Sendable {
  case equal
  case atMost
  case atLeast
  case above
}

extension ReplayRequirement {
  /// The relation in the requirement's formula.
  public var relation: ReplayRelation {
    switch self {
    case .leaderCommitIsOwn, .acknowledgesOnlyVerified, .commitWithinLog, .commitNeedsCause,
      .followerCommitBound, .appliedWithinCommit, .snapshotIsCommitted:
      .atMost
    case .termDoesNotFall, .higherTermIsAdopted, .voteLogUpToDate, .leaderHasVotes, .commitDoesNotFall,
      .commitNeedsQuorum, .changeWaitsForCommit, .transferTargetIsCaughtUp:
      .atLeast
    case .committedNotTruncated: .above
    case .termIsExplained, .campaignerIsFollowerOrCandidate, .campaignerIsVoter, .candidateRaisesTerm,
      .ownVoteInCampaign, .senderIsCandidate, .requestShowsOwnLog, .voteIsAsked, .voteIsKept, .grantNeedsVote,
      .leaderWasCandidate, .candidateYieldsToLeader, .onlyLeaderAppends, .entryOfCurrentTerm, .leaderKeepsLog,
      .senderIsLeader, .messageOfCurrentTerm, .entriesSentAreOwn, .entriesWereSent, .acceptNeedsPrevious,
      .entriesContiguous, .logAfterAccept, .truncateOnlyOnConflict, .commitNeedsCurrentTerm, .appliedInOrder,
      .snapshotIsOwn, .installIsExplained, .restartKeepsTerm, .restartKeepsVote, .restartKeepsLog,
      .installKeepsWhatFollows, .changeIsOneStep, .changeNeedsOwnCommit, .configurationIsLatest,
      .messageWasSent:
      .equal
    }
  }
}
