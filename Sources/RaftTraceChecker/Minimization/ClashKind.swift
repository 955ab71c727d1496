/// What kind of clash a violation is: the case of `Clash` without its servers, terms and indices.
public enum ClashKind: String, CaseIterable, Hashable, Sendable {
  case twoLeaders
  case twoVotes
  case voteForgotten
  case termFell
  case voteForStaleLog
  case campaignWithoutNewTerm
  case candidateVotesForOther
  case logTermNotBelowCampaign
  case entryTermFalls
  case entryTermAheadOfServer
  case entryGap
  case leaderShortensLog
  case entriesDiffer
  case predecessorsDiffer
  case commitFell
  case commitsOldTerm
  case commitBeyondLog
  case committedEntryLost
  case leaderLacksCommitted
  case differentEntriesCommitted
  case appliedBeyondCommit
  case appliedOutOfOrder
  case stateHashesDiffer
  case acknowledgedBehindOther
  case committedBeyondVerified
  case electedWithoutQuorum
  case committedWithoutQuorum
  case durableTermLost
  case durableEntriesLost
  case acknowledgedWriteLost
  case notLinearizable
}

extension Clash {
  public var kind: ClashKind {
    switch self {
    case .twoLeaders: .twoLeaders
    case .twoVotes: .twoVotes
    case .voteForgotten: .voteForgotten
    case .termFell: .termFell
    case .voteForStaleLog: .voteForStaleLog
    case .campaignWithoutNewTerm: .campaignWithoutNewTerm
    case .candidateVotesForOther: .candidateVotesForOther
    case .logTermNotBelowCampaign: .logTermNotBelowCampaign
    case .entryTermFalls: .entryTermFalls
    case .entryTermAheadOfServer: .entryTermAheadOfServer
    case .entryGap: .entryGap
    case .leaderShortensLog: .leaderShortensLog
    case .entriesDiffer: .entriesDiffer
    case .predecessorsDiffer: .predecessorsDiffer
    case .commitFell: .commitFell
    case .commitsOldTerm: .commitsOldTerm
    case .commitBeyondLog: .commitBeyondLog
    case .committedEntryLost: .committedEntryLost
    case .leaderLacksCommitted: .leaderLacksCommitted
    case .differentEntriesCommitted: .differentEntriesCommitted
    case .appliedBeyondCommit: .appliedBeyondCommit
    case .appliedOutOfOrder: .appliedOutOfOrder
    case .stateHashesDiffer: .stateHashesDiffer
    case .acknowledgedBehindOther: .acknowledgedBehindOther
    case .committedBeyondVerified: .committedBeyondVerified
    case .electedWithoutQuorum: .electedWithoutQuorum
    case .committedWithoutQuorum: .committedWithoutQuorum
    case .durableTermLost: .durableTermLost
    case .durableEntriesLost: .durableEntriesLost
    case .acknowledgedWriteLost: .acknowledgedWriteLost
    case .notLinearizable: .notLinearizable
    }
  }
}
