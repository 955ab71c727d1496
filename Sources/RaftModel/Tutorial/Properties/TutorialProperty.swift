/// A property of Raft that a step of the tutorial can break; the names are those of the checker's properties.
///
/// Raft Figure 3 and §5. Only `electionSafety` and a weaker `logMatching` are asserted by the tutorial itself.
public enum TutorialProperty: String, CaseIterable, Sendable {
  case electionSafety = "ElectionSafety"
  case leaderAppendOnly = "LeaderAppendOnly"
  case logMatching = "LogMatching"
  case leaderCompleteness = "LeaderCompleteness"
  case stateMachineSafety = "StateMachineSafety"
  case committedNeverOverwritten = "CommittedNeverOverwritten"
  case commitMonotonic = "CommitMonotonic"
  case logWellFormed = "LogWellFormed"

  /// Whether a step breaks the property: the state before it does not, for a property of states, and the state after it does.
  public func isBroken(by step: TutorialStep, from before: TutorialState, to after: TutorialState) -> Bool {
    switch self {
    case .electionSafety: !before.hasTwoLeadersOfATerm && after.hasTwoLeadersOfATerm
    case .leaderAppendOnly: after.aLeaderChangedItsLog(since: before)
    case .logMatching: !before.hasLogsThatDiffer && after.hasLogsThatDiffer
    case .leaderCompleteness: !before.aLeaderLacksACommittedEntry && after.aLeaderLacksACommittedEntry
    case .stateMachineSafety: after.anotherEntryWasCommitted(since: before)
    case .committedNeverOverwritten: !before.aCommittedEntryIsGone && after.aCommittedEntryIsGone
    case .commitMonotonic: step.isCrash ? false : after.aCommitIndexFell(since: before)
    case .logWellFormed: !before.hasFallingTerms && after.hasFallingTerms
    }
  }
}

extension TutorialModel {
  /// The properties that a step breaks.
  public func violations(before: TutorialState, action: TutorialStep, after: TutorialState)
    -> [TutorialProperty]
  {
    TutorialProperty.allCases.filter { $0.isBroken(by: action, from: before, to: after) }
  }
}

extension TutorialStep {
  fileprivate var isCrash: Bool {
    switch self {
    case .crash: true
    case .begin, .resume, .end: false
    }
  }
}
