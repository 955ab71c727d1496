public import TraceFormat

/// A leader commits an entry of its term without hearing from anyone.
///
/// Raft §5.3 · Figure 2 (Leaders).
public struct CommitNoQuorum: Mutation {
  public static let description = MutationDescription(
    rule: "a leader commits what a majority holds",
    reference: "Raft §5.3 · Figure 2 (Leaders)",
    bounds: {
      $0.termMaximum = 2
      $0.logLengthMaximum = 1
      $0.restartMaximum = 0
    },
    expected: [
      .init("CommitQuorum", at: 4), .init("LeaderCompleteness", at: 7), .init("StateMachineSafety", at: 8),
      .init("CommittedNeverOverwritten", at: 10),
    ])

  public var options = ModelOptions()

  public init() {}

  public func isCommitted(_ index: LogIndex, by i: ServerID, in state: ClusterState) -> Bool {
    state[i].log.term(at: index) == state[i].currentTerm
  }
}
