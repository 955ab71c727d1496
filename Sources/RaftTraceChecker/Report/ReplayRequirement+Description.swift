extension ReplayRequirement {
  /// The step that makes the requirement; its rule is a file of `RaftModel`.
  public var step: ReplayStep {
    switch self {
    case .termDoesNotFall, .termIsExplained, .higherTermIsAdopted: .updateTerm
    case .campaignerIsFollowerOrCandidate, .campaignerIsVoter: .electionTimeout
    case .candidateRaisesTerm, .ownVoteInCampaign, .senderIsCandidate, .requestShowsOwnLog: .startElection
    case .voteIsAsked, .voteIsKept, .voteLogUpToDate, .grantNeedsVote: .handleRequestVoteRequest
    case .leaderWasCandidate, .leaderHasVotes: .becomeLeader
    case .onlyLeaderAppends, .entryOfCurrentTerm, .leaderKeepsLog: .clientAppend
    case .senderIsLeader, .entriesSentAreOwn, .leaderCommitIsOwn: .sendAppendEntries
    case .candidateYieldsToLeader, .entriesWereSent, .acceptNeedsPrevious, .entriesContiguous,
      .logAfterAccept,
      .truncateOnlyOnConflict, .committedNotTruncated, .acknowledgesOnlyVerified, .commitNeedsCause,
      .followerCommitBound:
      .handleAppendEntriesRequest
    case .commitDoesNotFall, .commitWithinLog, .commitNeedsQuorum, .commitNeedsCurrentTerm:
      .advanceCommitIndex
    case .appliedWithinCommit, .appliedInOrder: .apply
    case .snapshotIsCommitted: .takeSnapshot
    case .snapshotIsOwn: .sendInstallSnapshot
    case .installIsExplained, .installKeepsWhatFollows: .handleInstallSnapshotRequest
    case .changeIsOneStep, .changeWaitsForCommit, .changeNeedsOwnCommit: .changeMembership
    case .configurationIsLatest: .membershipInUse
    case .transferTargetIsCaughtUp: .transferLeadership
    case .restartKeepsTerm, .restartKeepsVote, .restartKeepsLog: .restart
    case .messageOfCurrentTerm: .send
    case .messageWasSent: .receive
    }
  }

  /// Section and figure, to stand in brackets: "Raft §5.2".
  public var reference: String {
    switch self {
    case .termDoesNotFall: "Raft §5.1"
    case .termIsExplained, .higherTermIsAdopted: "Raft §5.1, Figure 2"
    case .campaignerIsFollowerOrCandidate: "Raft §5.2, Figure 4"
    case .campaignerIsVoter: "dissertation §4.2"
    case .candidateRaisesTerm, .ownVoteInCampaign, .senderIsCandidate, .leaderWasCandidate, .leaderHasVotes,
      .candidateYieldsToLeader:
      "Raft §5.2, Figure 2"
    case .requestShowsOwnLog, .voteLogUpToDate: "Raft §5.4.1, Figure 2"
    case .voteIsAsked, .voteIsKept, .grantNeedsVote: "Raft §5.2, Figure 2"
    case .leaderKeepsLog: "Raft §5.3, Figure 3"
    case .onlyLeaderAppends, .entryOfCurrentTerm, .senderIsLeader, .entriesSentAreOwn, .leaderCommitIsOwn,
      .entriesWereSent, .acceptNeedsPrevious, .entriesContiguous, .logAfterAccept, .truncateOnlyOnConflict,
      .acknowledgesOnlyVerified, .commitNeedsCause, .followerCommitBound, .commitNeedsQuorum,
      .appliedWithinCommit, .appliedInOrder:
      "Raft §5.3, Figure 2"
    case .messageOfCurrentTerm: "Raft §5.1, Figure 2"
    case .committedNotTruncated: "Raft §5.3, §5.4"
    case .commitDoesNotFall, .commitWithinLog: "Raft Figure 2"
    case .commitNeedsCurrentTerm: "Raft §5.4.2, Figure 2"
    case .snapshotIsCommitted: "Raft §7"
    case .snapshotIsOwn, .installIsExplained, .installKeepsWhatFollows: "Raft §7, Figure 13"
    case .changeIsOneStep, .changeWaitsForCommit, .configurationIsLatest: "Raft §6, dissertation §4.1"
    case .changeNeedsOwnCommit: "dissertation §4.1, corrected in 2015"
    case .transferTargetIsCaughtUp: "dissertation §3.10"
    case .restartKeepsTerm, .restartKeepsVote, .restartKeepsLog: "Raft Figure 2, persistent state"
    case .messageWasSent: "Raft §2, §5.1"
    }
  }

  /// The requirement as a formula in the names of Figure 2; i is the server, and ′ marks a value after the step.
  public var formula: String {
    switch self {
    case .termDoesNotFall: "currentTerm(i)′ ≥ currentTerm(i)"
    case .termIsExplained: "currentTerm(i)′ = m.term for a message m that i received"
    case .higherTermIsAdopted: "currentTerm(i)′ ≥ m.term for every message m that i handled"
    case .campaignerIsFollowerOrCandidate: "role(i) ≠ leader"
    case .campaignerIsVoter: "i ∈ voters(i)"
    case .candidateRaisesTerm: "currentTerm(i)′ = currentTerm(i) + 1"
    case .ownVoteInCampaign: "votedFor(i)′ = i"
    case .senderIsCandidate: "role(i) = candidate"
    case .requestShowsOwnLog: "request.lastLog = lastLog(i)"
    case .voteIsAsked: "a RequestVote of votedFor(i)′ in currentTerm(i) reached i"
    case .voteIsKept: "votedFor(i)′ = votedFor(i) unless that is none"
    case .voteLogUpToDate: "request.lastLog ≥ lastLog(i)"
    case .grantNeedsVote: "votedFor(i)′ = request.candidateId"
    case .leaderWasCandidate: "role(i) = candidate"
    case .leaderHasVotes: "votesGranted(i) is a quorum of voters(i)"
    case .candidateYieldsToLeader: "role(i)′ = follower if request.term = currentTerm(i)"
    case .onlyLeaderAppends: "role(i) = leader"
    case .entryOfCurrentTerm: "entry.term = currentTerm(i)"
    case .leaderKeepsLog: "log(i) is a prefix of log(i)′"
    case .senderIsLeader: "role(i) = leader"
    case .messageOfCurrentTerm: "m.term = currentTerm(i)"
    case .entriesSentAreOwn: "prevLog and entries ∈ log(i)"
    case .leaderCommitIsOwn: "leaderCommit ≤ commitIndex(i)"
    case .entriesWereSent: "log(i)′ = log(i) unless i's leader sent it entries or a snapshot"
    case .acceptNeedsPrevious: "prevLog ∈ log(i)"
    case .entriesContiguous: "entry.index = index of lastLog(i) + 1"
    case .logAfterAccept: "log(i)′ = log(i) through prevLog, then entries"
    case .truncateOnlyOnConflict: "an entry of the request conflicts with log(i)"
    case .committedNotTruncated: "first index removed > commitIndex(i)"
    case .acknowledgesOnlyVerified: "matchIndex ≤ last index that a request compared"
    case .commitDoesNotFall: "commitIndex(i)′ ≥ commitIndex(i)"
    case .commitWithinLog: "commitIndex(i)′ ≤ index of lastLog(i)"
    case .commitNeedsQuorum: "{j : matchIndex(i)(j) ≥ commitIndex(i)′} is a quorum"
    case .commitNeedsCurrentTerm: "term of log(i) at commitIndex(i)′ = currentTerm(i)"
    case .commitNeedsCause: "commitIndex(i)′ ≤ leaderCommit of a request that reached i"
    case .followerCommitBound: "commitIndex(i)′ ≤ min(leaderCommit, index of last new entry)"
    case .appliedWithinCommit: "lastApplied(i)′ ≤ commitIndex(i)"
    case .appliedInOrder: "lastApplied(i)′ = lastApplied(i) + 1"
    case .snapshotIsCommitted: "lastIncludedIndex ≤ commitIndex(i)"
    case .snapshotIsOwn: "request.lastIncluded = that of i's snapshot"
    case .installIsExplained: "an InstallSnapshot with this lastIncludedIndex reached i"
    case .installKeepsWhatFollows:
      "log(i)′ = log(i) behind lastIncludedIndex, where log(i) holds (lastIncludedTerm, lastIncludedIndex)"
    case .changeIsOneStep: "one voter comes or goes, or C_old,new with C_old = configuration(i)"
    case .changeWaitsForCommit: "commitIndex(i) ≥ index of configuration(i)"
    case .changeNeedsOwnCommit: "term of log(i) at commitIndex(i) = currentTerm(i)"
    case .configurationIsLatest: "configuration(i) = the latest in log(i)"
    case .transferTargetIsCaughtUp: "matchIndex(i)(j) ≥ last index of log(i)"
    case .restartKeepsTerm: "currentTerm(i)′ = currentTerm(i)"
    case .restartKeepsVote: "votedFor(i)′ = votedFor(i)"
    case .restartKeepsLog: "log(i)′ = log(i)"
    case .messageWasSent: "m ∈ messages sent to i"
    }
  }
}
