public import TraceFormat

/// A leader counts the acknowledgements of learners.
///
/// Dissertation §4.2.1.
public struct LearnersCount: Mutation {
  public static let description = MutationDescription(
    rule: "learners do not count in majorities",
    reference: "dissertation §4.2.1",
    seenIn: ["raft-rs#58"],
    serverCount: 4, memberCount: 3,
    bounds: {
      $0.termMaximum = 2
      $0.messageMaximum = 3
      $0.restartMaximum = 0
    },
    expected: [.init("LearnerPassive"), .init("CommitQuorum"), .init("LeaderCompleteness")])

  public var options = ModelOptions {
    $0.membershipChange = .oneServer
    $0.hasLearners = true
  }

  public init() {}

  public func isCommitted(_ index: LogIndex, by i: ServerID, in state: ClusterState) -> Bool {
    var holders = holders(of: index, knownTo: i, in: state)
    for j in membershipInUse(by: i, in: state).learners where state[i].matchIndex[j] >= index {
      holders.insert(j)
    }
    return state[i].log.term(at: index) == state[i].currentTerm
      && holders.intersection(membershipInUse(by: i, in: state).members).count
        >= Quorum.majority(of: membershipInUse(by: i, in: state).voters.count)
  }
}
