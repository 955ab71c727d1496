public import TraceFormat

/// A leader commits an entry when a majority holds the one before it.
///
/// Raft Figure 2 (Leaders).
public struct CommitOffByOne: Mutation {
  public static let description = MutationDescription(
    rule: "a leader commits N when matchIndex is at least N on a majority",
    reference: "Raft Figure 2 (Leaders)",
    bounds: {
      $0.termMaximum = 2
      $0.logLengthMaximum = 1
      $0.restartMaximum = 0
    },
    expected: [.init("CommitQuorum"), .init("LeaderCompleteness")])

  public var options = ModelOptions()

  public init() {}

  public func isCommitted(_ index: LogIndex, by i: ServerID, in state: ClusterState) -> Bool {
    state[i].log.term(at: index) == state[i].currentTerm
      && membershipInUse(by: i, in: state).hasQuorum(holders(of: index.previous, knownTo: i, in: state))
  }
}
