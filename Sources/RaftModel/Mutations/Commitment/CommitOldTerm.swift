public import TraceFormat

/// A leader commits an entry of an earlier term because a majority holds it.
///
/// Raft §5.4.2, Figure 8 · Figure 2 (Leaders).
public struct CommitOldTerm: Mutation {
  public static let description = MutationDescription(
    rule: "a leader commits by counting only entries of its own term",
    reference: "Raft §5.4.2, Figure 8 · Figure 2 (Leaders)",
    bounds: {
      $0.logLengthMaximum = 1
      $0.restartMaximum = 0
    },
    expected: [
      .init("CommitCurrentTerm", at: 12), .init("LeaderCompleteness", at: 22),
      .init("CommittedNeverOverwritten", at: 27), .init("StateMachineSafety", at: 28),
    ])

  public var options = ModelOptions()

  public init() {}

  public func isCommitted(_ index: LogIndex, by i: ServerID, in state: ClusterState) -> Bool {
    membershipInUse(by: i, in: state).hasQuorum(holders(of: index, knownTo: i, in: state))
  }
}
