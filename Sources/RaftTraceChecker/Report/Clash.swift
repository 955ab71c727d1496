public import TraceFormat

/// The two facts that cannot both hold, as data; `TraceRendering` puts them into words.
public enum Clash: Hashable, Sendable {
  case twoLeaders(ServerID, ServerID, Term)
  case twoVotes(voter: ServerID, ServerID, ServerID, Term)
  /// The vote of this term is gone (nil) or another after it had been given.
  case voteForgotten(voter: ServerID, given: ServerID, now: ServerID?, Term)
  case termFell(ServerID, from: Term, to: Term)
  case voteForStaleLog(voter: ServerID, candidate: ServerID, candidateLog: LogEnd, voterLog: LogEnd)
  case campaignWithoutNewTerm(ServerID, Term)
  case candidateVotesForOther(ServerID, votedFor: ServerID?, Term)
  case logTermNotBelowCampaign(ServerID, Term, lastLogTerm: Term)
  case entryTermFalls(ServerID, LogEntry, after: Term)
  case entryTermAheadOfServer(ServerID, entryTerm: Term, currentTerm: Term)
  case entryGap(ServerID, expected: LogIndex, found: LogIndex)
  case leaderShortensLog(ServerID, Term, from: LogIndex)
  case entriesDiffer(LogIndex, Term)
  case predecessorsDiffer(LogPosition, Term, Term)
  case commitFell(ServerID, from: LogIndex, to: LogIndex)
  case commitsOldTerm(leader: ServerID, Term, LogIndex, entryTerm: Observed<Term>)
  case commitBeyondLog(ServerID, commitIndex: LogIndex, lastLogIndex: LogIndex)
  case committedEntryLost(ServerID, commitIndex: LogIndex, from: LogIndex)
  case leaderLacksCommitted(
    leader: ServerID, Term, LogEnd, committed: LogIndex, entryTerm: Observed<Term>, by: Term)
  case differentEntriesCommitted(LogIndex, LogEntry, LogEntry)
  case appliedBeyondCommit(ServerID, lastApplied: LogIndex, commitIndex: LogIndex)
  case appliedOutOfOrder(ServerID, LogIndex, after: LogIndex)
  case stateHashesDiffer(LogIndex, PayloadHash, PayloadHash)
  /// The follower acknowledged entries behind one that it does not hold: its own is of another term, or missing (nil).
  case acknowledgedBehindOther(ServerID, LogIndex, previous: LogPosition, own: Term?)
  case committedBeyondVerified(ServerID, LogIndex, Term, verified: LogIndex)
  case electedWithoutQuorum(ServerID, Term, votes: Int, voters: Int)
  case committedWithoutQuorum(ServerID, LogIndex, Term, acknowledgements: Int, voters: Int)
  /// A server came back with an older term than it had on disk before.
  case durableTermLost(ServerID, had: Term, now: Term)
  /// A server came back with a shorter log than it had on disk, committed, before.
  case durableEntriesLost(ServerID, had: LogIndex, now: LogIndex)
  /// A write that was called after another had been acknowledged got its place in the log, or an earlier one.
  case acknowledgedWriteLost(LogIndex, NameID?, laterIndex: LogIndex)
  /// No order of so many operations on a key explains their answers.
  case notLinearizable(NameID?, operations: Int)
}

extension Clash {
  /// Whether it rests on two servers being different that turned out to be one, known by two names.
  func isVoid(_ symbols: TraceSymbols) -> Bool {
    switch self {
    case .twoLeaders(let a, let b, _), .twoVotes(_, let a, let b, _):
      symbols.canonical(a) == symbols.canonical(b)
    case .voteForgotten(_, let given, let now, _): now.map(symbols.canonical) == symbols.canonical(given)
    case .candidateVotesForOther(let candidate, let votedFor, _):
      votedFor.map(symbols.canonical) == symbols.canonical(candidate)
    case .termFell, .voteForStaleLog, .campaignWithoutNewTerm, .logTermNotBelowCampaign, .entryTermFalls,
      .entryTermAheadOfServer, .entryGap, .leaderShortensLog, .entriesDiffer, .predecessorsDiffer,
      .commitFell,
      .commitsOldTerm, .commitBeyondLog, .committedEntryLost, .leaderLacksCommitted,
      .differentEntriesCommitted,
      .appliedBeyondCommit, .appliedOutOfOrder, .stateHashesDiffer, .acknowledgedBehindOther,
      .committedBeyondVerified, .electedWithoutQuorum,
      .committedWithoutQuorum, .durableTermLost, .durableEntriesLost,
      .acknowledgedWriteLost, .notLinearizable:
      false
    }
  }
}
