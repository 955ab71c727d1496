/// The properties, named as in the Raft paper where it names them.
///
/// The name is the type, the file, the word in a report and the argument of `--only` and `explain`.
public enum PropertyName: String, CaseIterable, Hashable, Sendable {
  case electionSafety = "ElectionSafety"
  case oneVotePerTerm = "OneVotePerTerm"
  case voteDurable = "VoteDurable"
  case termMonotonic = "TermMonotonic"
  case voteUpToDate = "VoteUpToDate"
  case campaignWellFormed = "CampaignWellFormed"
  case logWellFormed = "LogWellFormed"
  case leaderAppendOnly = "LeaderAppendOnly"
  case logMatching = "LogMatching"
  case commitMonotonic = "CommitMonotonic"
  case commitCurrentTerm = "CommitCurrentTerm"
  case commitLeLast = "CommitLeLast"
  case committedNeverOverwritten = "CommittedNeverOverwritten"
  case leaderCompleteness = "LeaderCompleteness"
  case stateMachineSafety = "StateMachineSafety"
  case appliedLeCommit = "AppliedLeCommit"
  case applyInOrder = "ApplyInOrder"
  case stateHashAgrees = "StateHashAgrees"
  case prevLogConform = "PrevLogConform"
  case followerCommitBound = "FollowerCommitBound"
  case leaderHasQuorum = "LeaderHasQuorum"
  case commitQuorum = "CommitQuorum"
  case identityStable = "IdentityStable"
  case ackedSurvives = "AckedSurvives"
  case linearizability = "Linearizability"

  /// Whether it judges what clients were told, of which the model knows nothing.
  public var isAboutClients: Bool { self == .ackedSurvives || self == .linearizability }
}
