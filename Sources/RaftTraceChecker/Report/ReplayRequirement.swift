/// The requirements of Raft's steps that a replay puts to the test, one name each.
///
/// The words for people (step, formula, section of the paper) are in `ReplayRequirement+Description.swift`.
public enum ReplayRequirement: String, CaseIterable, Hashable, Sendable {
  case termDoesNotFall
  case termIsExplained
  case higherTermIsAdopted

  case campaignerIsFollowerOrCandidate
  case campaignerIsVoter
  case candidateRaisesTerm
  case ownVoteInCampaign
  case senderIsCandidate
  case requestShowsOwnLog

  case voteIsAsked
  case voteIsKept
  case voteLogUpToDate
  case grantNeedsVote

  case leaderWasCandidate
  case leaderHasVotes
  case candidateYieldsToLeader

  case onlyLeaderAppends
  case entryOfCurrentTerm
  case leaderKeepsLog

  case senderIsLeader
  case messageOfCurrentTerm
  case entriesSentAreOwn
  case leaderCommitIsOwn

  case entriesWereSent
  case acceptNeedsPrevious
  case entriesContiguous
  case logAfterAccept
  case truncateOnlyOnConflict
  case committedNotTruncated
  case acknowledgesOnlyVerified

  case commitDoesNotFall
  case commitWithinLog
  case commitNeedsQuorum
  case commitNeedsCurrentTerm
  case commitNeedsCause
  case followerCommitBound

  case appliedWithinCommit
  case appliedInOrder

  case snapshotIsCommitted
  case snapshotIsOwn
  case installIsExplained
  case installKeepsWhatFollows

  case restartKeepsTerm
  case restartKeepsVote
  case restartKeepsLog

  case changeIsOneStep
  case changeWaitsForCommit
  case changeNeedsOwnCommit
  case configurationIsLatest

  case transferTargetIsCaughtUp

  case messageWasSent
}
