import TraceFormat

/// Every fact property with what it has found; the one list of them.
struct PropertySet {
  private var electionSafety = Checked(ElectionSafety())
  private var oneVotePerTerm = Checked(OneVotePerTerm())
  private var voteDurable = Checked(VoteDurable())
  private var termMonotonic = Checked(TermMonotonic())
  private var voteUpToDate = Checked(VoteUpToDate())
  private var campaignWellFormed = Checked(CampaignWellFormed())
  private var logWellFormed = Checked(LogWellFormed())
  private var leaderAppendOnly = Checked(LeaderAppendOnly())
  private var logMatching = Checked(LogMatching())
  private var commitMonotonic = Checked(CommitMonotonic())
  private var commitCurrentTerm = Checked(CommitCurrentTerm())
  private var commitLeLast = Checked(CommitLeLast())
  private var committedNeverOverwritten = Checked(CommittedNeverOverwritten())
  private var leaderCompleteness = Checked(LeaderCompleteness())
  private var stateMachineSafety = Checked(StateMachineSafety())
  private var appliedLeCommit = Checked(AppliedLeCommit())
  private var applyInOrder = Checked(ApplyInOrder())
  private var stateHashAgrees = Checked(StateHashAgrees())
  private var prevLogConform = Checked(PrevLogConform())
  private var followerCommitBound = Checked(FollowerCommitBound())
  private var leaderHasQuorum = Checked(LeaderHasQuorum())
  private var commitQuorum = Checked(CommitQuorum())
  private var identityStable = Checked(IdentityStable())
  private var ackedSurvives = Checked(AckedSurvives())
  private var linearizability = Checked(Linearizability())

  /// What the properties say of themselves, in the order of `PropertyName`.
  static let descriptions: [PropertyDescription] = PropertyName.allCases.map(description(of:))

  static func description(of name: PropertyName) -> PropertyDescription {
    switch name {
    case .electionSafety: ElectionSafety.description
    case .oneVotePerTerm: OneVotePerTerm.description
    case .voteDurable: VoteDurable.description
    case .termMonotonic: TermMonotonic.description
    case .voteUpToDate: VoteUpToDate.description
    case .campaignWellFormed: CampaignWellFormed.description
    case .logWellFormed: LogWellFormed.description
    case .leaderAppendOnly: LeaderAppendOnly.description
    case .logMatching: LogMatching.description
    case .commitMonotonic: CommitMonotonic.description
    case .commitCurrentTerm: CommitCurrentTerm.description
    case .commitLeLast: CommitLeLast.description
    case .committedNeverOverwritten: CommittedNeverOverwritten.description
    case .leaderCompleteness: LeaderCompleteness.description
    case .stateMachineSafety: StateMachineSafety.description
    case .appliedLeCommit: AppliedLeCommit.description
    case .applyInOrder: ApplyInOrder.description
    case .stateHashAgrees: StateHashAgrees.description
    case .prevLogConform: PrevLogConform.description
    case .followerCommitBound: FollowerCommitBound.description
    case .leaderHasQuorum: LeaderHasQuorum.description
    case .commitQuorum: CommitQuorum.description
    case .identityStable: IdentityStable.description
    case .ackedSurvives: AckedSurvives.description
    case .linearizability: Linearizability.description
    }
  }

  mutating func consider(_ event: TraceEvent, _ context: EventContext) {
    electionSafety.consider(event, context)
    oneVotePerTerm.consider(event, context)
    voteDurable.consider(event, context)
    termMonotonic.consider(event, context)
    voteUpToDate.consider(event, context)
    campaignWellFormed.consider(event, context)
    logWellFormed.consider(event, context)
    leaderAppendOnly.consider(event, context)
    logMatching.consider(event, context)
    commitMonotonic.consider(event, context)
    commitCurrentTerm.consider(event, context)
    commitLeLast.consider(event, context)
    committedNeverOverwritten.consider(event, context)
    leaderCompleteness.consider(event, context)
    stateMachineSafety.consider(event, context)
    appliedLeCommit.consider(event, context)
    applyInOrder.consider(event, context)
    stateHashAgrees.consider(event, context)
    prevLogConform.consider(event, context)
    followerCommitBound.consider(event, context)
    leaderHasQuorum.consider(event, context)
    commitQuorum.consider(event, context)
    identityStable.consider(event, context)
  }

  /// Takes in what a client asked or was answered; no server's property looks at it.
  mutating func considerClients(_ event: TraceEvent, _ context: EventContext) {
    ackedSurvives.consider(event, context)
    linearizability.consider(event, context)
  }

  /// Ends every property; in the order of `PropertyName`.
  mutating func finish(_ symbols: TraceSymbols) -> [(PropertyDescription, Findings)] {
    PropertyName.allCases.map { (Self.description(of: $0), finish($0, symbols)) }
  }

  private mutating func finish(_ name: PropertyName, _ symbols: TraceSymbols) -> Findings {
    switch name {
    case .electionSafety: electionSafety.finish(symbols)
    case .oneVotePerTerm: oneVotePerTerm.finish(symbols)
    case .voteDurable: voteDurable.finish(symbols)
    case .termMonotonic: termMonotonic.finish(symbols)
    case .voteUpToDate: voteUpToDate.finish(symbols)
    case .campaignWellFormed: campaignWellFormed.finish(symbols)
    case .logWellFormed: logWellFormed.finish(symbols)
    case .leaderAppendOnly: leaderAppendOnly.finish(symbols)
    case .logMatching: logMatching.finish(symbols)
    case .commitMonotonic: commitMonotonic.finish(symbols)
    case .commitCurrentTerm: commitCurrentTerm.finish(symbols)
    case .commitLeLast: commitLeLast.finish(symbols)
    case .committedNeverOverwritten: committedNeverOverwritten.finish(symbols)
    case .leaderCompleteness: leaderCompleteness.finish(symbols)
    case .stateMachineSafety: stateMachineSafety.finish(symbols)
    case .appliedLeCommit: appliedLeCommit.finish(symbols)
    case .applyInOrder: applyInOrder.finish(symbols)
    case .stateHashAgrees: stateHashAgrees.finish(symbols)
    case .prevLogConform: prevLogConform.finish(symbols)
    case .followerCommitBound: followerCommitBound.finish(symbols)
    case .leaderHasQuorum: leaderHasQuorum.finish(symbols)
    case .commitQuorum: commitQuorum.finish(symbols)
    case .identityStable: identityStable.finish(symbols)
    case .ackedSurvives: ackedSurvives.finish(symbols)
    case .linearizability: linearizability.finish(symbols)
    }
  }
}

/// A property and its findings.
private struct Checked<Property: FactProperty> {
  private var property: Property
  private var findings = Findings()

  init(_ property: Property) { self.property = property }

  mutating func consider(_ event: TraceEvent, _ context: EventContext) {
    property.consider(event, context, &findings)
  }

  mutating func finish(_ symbols: TraceSymbols) -> Findings {
    property.finish(symbols, &findings)
    findings.dropViolations { $0.clash.isVoid(symbols) }
    return findings
  }
}
