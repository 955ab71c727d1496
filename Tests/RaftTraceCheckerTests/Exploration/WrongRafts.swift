import RaftModel
import RaftTraceChecker
import TraceFormat

/// Rafts that are wrong in one rule, and the property of a trace that shows it.
struct WrongRaft: CustomStringConvertible, Sendable {
  var description: String
  var property: PropertyName
  var rules: any RaftRules

  static let all: [WrongRaft] = [
    WrongRaft("votes for everybody", .oneVotePerTerm, VotesForEverybody(options: options)),
    WrongRaft("votes for everybody", .electionSafety, VotesForEverybody(options: options)),
    WrongRaft("forgets its vote in a crash", .voteDurable, ForgetsVote(options: options)),
    WrongRaft("forgets its term in a crash", .termMonotonic, ForgetsTerm(options: options)),
    WrongRaft("forgets its log in a crash", .identityStable, ForgetsLog(options: options)),
    WrongRaft("votes for stale logs", .voteUpToDate, VotesForStaleLogs(options: options)),
    WrongRaft("votes for stale logs", .leaderCompleteness, VotesForStaleLogs(options: options)),
    WrongRaft("leads without a quorum", .leaderHasQuorum, LeadsWithoutQuorum(options: options)),
    WrongRaft("leads without a quorum", .logMatching, LeadsWithoutQuorum(options: options)),
    WrongRaft("commits without a quorum", .commitQuorum, CommitsWithoutQuorum(options: options)),
    WrongRaft("commits without a quorum", .stateMachineSafety, CommitsWithoutQuorum(options: options)),
    WrongRaft("commits entries of older terms", .commitCurrentTerm, CommitsOlderTerms(options: options)),
    WrongRaft("always truncates", .committedNeverOverwritten, AlwaysTruncates(options: ModelOptions())),
    WrongRaft("never truncates", .stateMachineSafety, NeverTruncates(options: ModelOptions())),
    WrongRaft("accepts entries behind a gap", .prevLogConform, AcceptsAnything(options: options)),
    WrongRaft("takes over the commit index", .followerCommitBound, TakesOverCommitIndex(options: options)),
    WrongRaft("campaigns without a new term", .campaignWellFormed, CampaignsInOldTerm(options: options)),
    WrongRaft("leaders cut their logs", .leaderAppendOnly, LeaderCutsLog(options: options)),
  ]

  private init(_ description: String, _ property: PropertyName, _ rules: any RaftRules) {
    self.description = description
    self.property = property
    self.rules = rules
  }

  private static let options: ModelOptions = {
    var options = ModelOptions()
    options.hasSnapshots = true
    options.entriesPerMessageMaximum = 1
    return options
  }()
}
