public import TraceFormat

/// A leader changes the configuration before it has committed an entry of its own term.
///
/// Dissertation §4.1, corrected on raft-dev in 2015.
public struct ChangeBeforeOwnCommit: Mutation {
  public static let description = MutationDescription(
    rule: "a leader commits an entry of its own term before it changes the configuration",
    reference: "dissertation §4.1, corrected on raft-dev in 2015",
    seenIn: ["raft-dev 2015"],
    serverCount: 4,
    bounds: {
      $0.logLengthMaximum = 1
      $0.restartMaximum = 0
    },
    expected: [.init("OwnCommitBeforeConfig"), .init("QuorumsOverlap"), .init("LeaderCompleteness")])

  public var options = ModelOptions { $0.membershipChange = .oneServer }

  public init() {}

  public func hasCommittedInOwnTerm(_ i: ServerID, in state: ClusterState) -> Bool { true }
}
