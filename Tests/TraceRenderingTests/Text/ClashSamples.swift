import RaftTraceChecker
import TraceFormat

/// A clash, and the sentence it becomes.
struct ClashSample: Sendable {
  let clash: Clash
  let sentence: String

  init(_ clash: Clash, _ sentence: String) {
    self.clash = clash
    self.sentence = sentence
  }

  static let all = elections + logs + commits + quorums + restarts

  private static let elections = [
    Self(.twoLeaders(Cast.n1, Cast.n3, Term(4)), "n1 and n3 both won term 4"),
    Self(.twoVotes(voter: Cast.n2, Cast.n1, Cast.n3, Term(4)), "n2 voted for both n1 and n3 in term 4"),
    Self(.twoVotes(voter: Cast.n2, Cast.n2, Cast.n3, Term(4)), "n2 voted for both itself and n3 in term 4"),
    Self(.termFell(Cast.n2, from: Term(5), to: Term(4)), "n2's term fell from 5 to 4"),
    Self(
      .voteForStaleLog(
        voter: Cast.n2, candidate: Cast.n1, candidateLog: Cast.log(5, 2), voterLog: Cast.log(7, 3)),
      "n2 voted for n1, whose log ends at entry 5 (term 2), while its own ends at entry 7 (term 3)"),
    Self(
      .voteForStaleLog(
        voter: Cast.n2, candidate: Cast.n1, candidateLog: Cast.log(nil, 2), voterLog: Cast.log(nil, 3)),
      "n2 voted for n1, whose log ends in term 2, while its own ends in term 3"),
    Self(
      .voteForStaleLog(
        voter: Cast.n2, candidate: Cast.n1, candidateLog: Cast.log(nil, nil), voterLog: Cast.log(7, 3)),
      "n2 voted for n1, whose log is behind its own"),
    Self(.campaignWithoutNewTerm(Cast.n1, Term(4)), "n1 campaigned in term 4 without entering a new term"),
    Self(
      .candidateVotesForOther(Cast.n1, votedFor: Cast.n2, Term(4)), "n1 campaigned in term 4 but voted for n2"
    ),
    Self(
      .candidateVotesForOther(Cast.n1, votedFor: nil, Term(4)),
      "n1 campaigned in term 4 but did not vote for itself"),
    Self(
      .logTermNotBelowCampaign(Cast.n1, Term(4), lastLogTerm: Term(5)),
      "n1 campaigned in term 4 with an entry of term 5 in its log"),
  ]

  private static let logs = [
    Self(
      .entryTermFalls(Cast.n2, Cast.entry(7, 2), after: Term(3)),
      "n2's entry 7 (term 2) follows an entry of term 3"),
    Self(
      .entryTermAheadOfServer(Cast.n2, entryTerm: Term(5), currentTerm: Term(4)),
      "n2 is in term 4 with an entry of term 5 in its log"),
    Self(
      .entryGap(Cast.n2, expected: LogIndex(8), found: LogIndex(9)),
      "n2 appended entry 9 where entry 8 comes next"),
    Self(
      .leaderShortensLog(Cast.n1, Term(4), from: LogIndex(7)),
      "n1 removed its entries from 7 on while it led term 4"),
    Self(.entriesDiffer(LogIndex(7), Term(3)), "two different entries have index 7 and term 3"),
    Self(
      .predecessorsDiffer(LogPosition(term: Term(3), index: LogIndex(7)), Term(1), Term(2)),
      "entry 7 (term 3) follows an entry of term 1 in one log and of term 2 in another"),
  ]

  private static let commits = [
    Self(
      .commitFell(Cast.n2, from: LogIndex(7), to: LogIndex(5)), "n2's commit index fell from 7 to 5"),
    Self(
      .commitsOldTerm(leader: Cast.n1, Term(4), LogIndex(7), entryTerm: .known(Term(3))),
      "n1, leader of term 4, committed through entry 7 (term 3), which is not of its term"),
    Self(
      .commitsOldTerm(leader: Cast.n1, Term(4), LogIndex(7), entryTerm: .unknown),
      "n1, leader of term 4, committed through entry 7, which is not of its term"),
    Self(
      .commitBeyondLog(Cast.n2, commitIndex: LogIndex(9), lastLogIndex: LogIndex(7)),
      "n2's commit index is 9 but its log ends at entry 7"),
    Self(
      .commitBeyondLog(Cast.n2, commitIndex: LogIndex(9), lastLogIndex: .zero),
      "n2's commit index is 9 but its log is empty"),
    Self(
      .committedEntryLost(Cast.n2, commitIndex: LogIndex(7), from: LogIndex(5)),
      "n2 removed its entries from 5 on after it had committed through entry 7"),
    Self(
      .leaderLacksCommitted(
        leader: Cast.n3, Term(5), Cast.log(6, 3), committed: LogIndex(7), entryTerm: .known(Term(3)),
        by: Term(4)),
      "n3 won term 5 without entry 7 (term 3), committed by term 4; its log ends at entry 6 (term 3)"),
    Self(
      .leaderLacksCommitted(
        leader: Cast.n3, Term(5), Cast.log(nil, nil), committed: LogIndex(7), entryTerm: .unknown,
        by: Term(4)),
      "n3 won term 5 without entry 7, committed by term 4"),
    Self(
      .differentEntriesCommitted(LogIndex(7), Cast.entry(7, 2), Cast.entry(7, 3)),
      "two different entries are committed at index 7: one of term 2, one of term 3"),
    Self(
      .differentEntriesCommitted(LogIndex(7), Cast.entry(7), Cast.entry(7, 3)),
      "two different entries are committed at index 7"),
    Self(
      .appliedBeyondCommit(Cast.n2, lastApplied: LogIndex(9), commitIndex: LogIndex(7)),
      "n2 applied through entry 9 with commit index 7"),
    Self(
      .appliedOutOfOrder(Cast.n2, LogIndex(9), after: LogIndex(7)), "n2 applied entry 9 right after entry 7"),
    Self(
      .stateHashesDiffer(LogIndex(7), PayloadHash(1), PayloadHash(2)),
      "state machines at index 7 have different hashes, 0000000000000001 and 0000000000000002"),
  ]

  private static let quorums = [
    Self(
      .acknowledgedBehindOther(
        Cast.n1, LogIndex(14), previous: LogPosition(term: Term(2), index: LogIndex(13)), own: Term(1)),
      "n1 acknowledged entries through 14 behind entry 13 of term 2, but its own is of term 1"),
    Self(
      .acknowledgedBehindOther(
        Cast.n1, LogIndex(14), previous: LogPosition(term: Term(2), index: LogIndex(13)), own: nil),
      "n1 acknowledged entries through 14 behind entry 13 of term 2, which it does not have"),
    Self(
      .committedBeyondVerified(Cast.n1, LogIndex(9), Term(4), verified: LogIndex(7)),
      "n1 committed entry 9 as follower in term 4, whose leader had verified its log through entry 7"),
    Self(
      .committedBeyondVerified(Cast.n1, LogIndex(9), Term(4), verified: .zero),
      "n1 committed entry 9 as follower in term 4, whose leader had verified its log nowhere"),
    Self(
      .electedWithoutQuorum(Cast.n1, Term(4), votes: 1, voters: 3),
      "n1 won term 4 without a quorum: 1 vote among 3 voters"),
    Self(
      .committedWithoutQuorum(Cast.n1, LogIndex(7), Term(4), acknowledgements: 2, voters: 5),
      "n1, leader of term 4, committed through entry 7 without a quorum: stored by 2 of 5 voters"),
  ]

  private static let restarts = [
    Self(
      .voteForgotten(voter: Cast.n2, given: Cast.n1, now: nil, Term(4)), "n2 forgot its vote for n1 in term 4"
    ),
    Self(
      .voteForgotten(voter: Cast.n2, given: Cast.n2, now: Cast.n3, Term(4)),
      "n2's vote in term 4 changed from itself to n3"),
    Self(
      .durableTermLost(Cast.n2, had: Term(5), now: Term(3)),
      "n2 came back in term 3 after it had term 5 on disk"),
    Self(
      .durableEntriesLost(Cast.n2, had: LogIndex(7), now: LogIndex(5)),
      "n2 came back with a log that ends at entry 5 after it had committed entry 7 on disk"),
    Self(
      .durableEntriesLost(Cast.n2, had: LogIndex(7), now: .zero),
      "n2 came back with a log that is empty after it had committed entry 7 on disk"),
    Self(
      .acknowledgedWriteLost(LogIndex(9), nil, laterIndex: LogIndex(4)),
      "a write was acknowledged at index 9, and one that was called after it got index 4"),
    Self(
      .notLinearizable(nil, operations: 3),
      "no order of 3 operations explains what the clients were answered"),
  ]
}

/// The cases of `Clash` by name; a new case breaks the build here, and the samples' test until it has one.
enum ClashKind: CaseIterable {
  case twoLeaders, twoVotes, voteForgotten, termFell, voteForStaleLog, campaignWithoutNewTerm,
    candidateVotesForOther, logTermNotBelowCampaign, entryTermFalls, entryTermAheadOfServer, entryGap,
    leaderShortensLog, entriesDiffer, predecessorsDiffer, commitFell, commitsOldTerm, commitBeyondLog,
    committedEntryLost, leaderLacksCommitted, differentEntriesCommitted, appliedBeyondCommit,
    appliedOutOfOrder, stateHashesDiffer, acknowledgedBehindOther, committedBeyondVerified,
    electedWithoutQuorum,
    committedWithoutQuorum, durableTermLost, durableEntriesLost, acknowledgedWriteLost, notLinearizable

  init(_ clash: Clash) {
    self =
      switch clash {
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
