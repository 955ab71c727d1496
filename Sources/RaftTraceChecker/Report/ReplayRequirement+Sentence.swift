extension ReplayRequirement {
  /// The requirement in one sentence, lower case at the start and without a full stop, to follow a dash.
  public var sentence: String {
    switch self {
    case .termDoesNotFall: "no step lowers a server's term"
    case .termIsExplained:
      "a server's term rises to that of a message it received, or by one when it campaigns"
    case .higherTermIsAdopted:
      "a server that handles a message of a higher term adopts that term and becomes follower"
    case .campaignerIsFollowerOrCandidate: "a leader does not campaign"
    case .campaignerIsVoter: "only a voter campaigns"
    case .candidateRaisesTerm: "a campaign raises the candidate's term by one"
    case .ownVoteInCampaign: "a candidate votes for itself"
    case .senderIsCandidate: "only a candidate asks for votes"
    case .requestShowsOwnLog: "a candidate tells where its own log ends"
    case .voteIsAsked:
      "a server votes for a candidate whose request for votes in that term reached it, or for itself in its campaign"
    case .voteIsKept: "a server gives one vote in a term"
    case .voteLogUpToDate: "a vote goes to a candidate whose log is at least as up-to-date as the voter's"
    case .grantNeedsVote: "a server that answers with its vote has recorded that vote"
    case .leaderWasCandidate: "only a candidate becomes leader"
    case .leaderHasVotes: "a candidate becomes leader with the votes of a quorum of its configuration"
    case .candidateYieldsToLeader: "a candidate that hears from the leader of its term becomes follower"
    case .onlyLeaderAppends: "only a leader appends entries that nobody sent it"
    case .entryOfCurrentTerm: "a leader gives its new entries its own term"
    case .leaderKeepsLog: "a leader only appends to its log"
    case .senderIsLeader: "only a leader sends entries, heartbeats and snapshots"
    case .messageOfCurrentTerm: "a server's messages carry its term"
    case .entriesSentAreOwn:
      "a leader sends the entries that stand in its log, behind the one that precedes them there"
    case .leaderCommitIsOwn: "a leader does not tell a commit index beyond its own"
    case .entriesWereSent: "a follower's log changes only by a request or a snapshot of its leader"
    case .acceptNeedsPrevious: "a follower accepts entries only if its log has the one before them"
    case .entriesContiguous: "a new entry stands directly behind the last one"
    case .logAfterAccept: "a follower that accepts has the request's entries behind the one before them"
    case .truncateOnlyOnConflict: "a follower removes entries only where one of a request conflicts with them"
    case .committedNotTruncated: "no server removes an entry that it knows to be committed"
    case .acknowledgesOnlyVerified:
      "a follower acknowledges only what a request of its leader compared or brought"
    case .commitDoesNotFall: "no step lowers a server's commit index while it runs"
    case .commitWithinLog: "a server commits only entries that are in its log"
    case .commitNeedsQuorum: "a leader commits what a quorum of its configuration has acknowledged"
    case .commitNeedsCurrentTerm: "a leader commits up to an entry of its own term"
    case .commitNeedsCause: "a follower commits what a request of its leader says is committed"
    case .followerCommitBound: "a follower commits no further than its leader does and the request reaches"
    case .appliedWithinCommit: "a server applies only what it knows to be committed"
    case .appliedInOrder: "a server applies entries one by one in the order of the log"
    case .snapshotIsCommitted: "a snapshot covers only what is committed"
    case .snapshotIsOwn: "a leader sends a snapshot that it has"
    case .installIsExplained: "a server installs only a snapshot that its leader sent it"
    case .installKeepsWhatFollows:
      "a server whose log agrees with a snapshot keeps the entries behind it"
    case .changeIsOneStep: "a change of membership moves one voter, or goes through a joint configuration"
    case .changeWaitsForCommit: "a leader begins a change of membership only once the last one is committed"
    case .changeNeedsOwnCommit:
      "a leader begins a change of membership only once it has committed in its term"
    case .configurationIsLatest: "a server uses the latest configuration in its log"
    case .transferTargetIsCaughtUp: "a leader hands over only to a server that holds all of its log"
    case .restartKeepsTerm: "a server starts again with the term that it had on disk"
    case .restartKeepsVote: "a server starts again with the vote that it had on disk"
    case .restartKeepsLog: "a server starts again with the entries that it had on disk"
    case .messageWasSent: "a message that arrives was sent"
    }
  }
}
