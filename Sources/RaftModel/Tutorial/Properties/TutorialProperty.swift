/// A property of Raft that a step of the tutorial can break; the names are those of the checker's properties.
///
/// Raft Figure 3 and §5. The tutorial itself asserts only `electionSafety` and a weaker `logMatching`.
public enum TutorialProperty: String, CaseIterable, Sendable {
  case electionSafety = "ElectionSafety"
  case leaderAppendOnly = "LeaderAppendOnly"
  case logMatching = "LogMatching"
  case leaderCompleteness = "LeaderCompleteness"
  case stateMachineSafety = "StateMachineSafety"
  case committedNeverOverwritten = "CommittedNeverOverwritten"
  case commitMonotonic = "CommitMonotonic"
  case logWellFormed = "LogWellFormed"

  /// Those that a specification can break: the election alone has no log, and without a history nobody knows what was committed.
  static func all(of specification: TutorialSpecification, keepsHistory: Bool) -> [TutorialProperty] {
    switch specification {
    case .firstElection, .election: [.electionSafety]
    case .replication: allCases.filter { keepsHistory || !$0.needsHistory }
    }
  }

  private var needsHistory: Bool {
    switch self {
    case .leaderCompleteness, .stateMachineSafety, .committedNeverOverwritten: true
    case .electionSafety, .leaderAppendOnly, .logMatching, .commitMonotonic, .logWellFormed: false
    }
  }

  /// What a report says of the property.
  public var summary: PropertySummary {
    let (sentence, reference) = wording
    return PropertySummary(name: rawValue, sentence: sentence, reference: reference)
  }

  private var wording: (sentence: String, reference: String) {
    switch self {
    case .electionSafety: ("at most one leader can be elected in a given term", "Raft §5.2, Figure 3")
    case .leaderAppendOnly:
      ("a leader never overwrites or deletes entries in its log", "Raft §5.3, Figure 3")
    case .logMatching:
      (
        "logs with an entry of the same index and term are identical up to that index", "Raft §5.3, Figure 3"
      )
    case .leaderCompleteness:
      ("a leader has every entry committed in earlier terms", "Raft §5.4, Figure 3")
    case .stateMachineSafety:
      ("no two servers commit different entries at the same index", "Raft §5.4.3, Figure 3")
    case .committedNeverOverwritten:
      ("a server keeps what it has committed", "Raft §5.4.3")
    case .commitMonotonic: ("a server's commit index never decreases", "Raft Figure 2")
    case .logWellFormed: ("terms in a log never decrease", "Raft §5.3")
    }
  }

  /// What the property says of a step.
  public func judge(_ before: TutorialState, _ step: TutorialStep, _ after: TutorialState) -> Judgement {
    switch self {
    case .electionSafety: after.judgeElectionSafety(since: before)
    case .leaderAppendOnly: after.judgeLeaderAppendOnly(since: before)
    case .logMatching: after.judgeLogMatching(since: before)
    case .leaderCompleteness: after.judgeLeaderCompleteness(since: before)
    case .stateMachineSafety: after.judgeStateMachineSafety(since: before)
    case .committedNeverOverwritten: after.judgeCommittedNeverOverwritten(since: before)
    case .commitMonotonic: step.isServerCrash ? .notConcerned : after.judgeCommitMonotonic(since: before)
    case .logWellFormed: after.judgeLogWellFormed(since: before)
    }
  }
}

extension TutorialStep {
  /// A crash takes a server's commit index back, and may.
  fileprivate var isServerCrash: Bool {
    switch self {
    case .crash: true
    case .begin, .resume, .end: false
    }
  }
}

extension TutorialState {
  /// The name of a server of the tutorial, as FizzBee prints its `__id__`.
  static func name(of server: Int) -> String { "Node\(server)" }
}
