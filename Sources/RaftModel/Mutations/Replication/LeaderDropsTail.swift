public import TraceFormat

/// A server that wins its election deletes the entries that it does not know to be committed.
///
/// Raft §5.3 · Figure 3 (Leader Append-Only).
public struct LeaderDropsTail: Mutation {
  public static let description = MutationDescription(
    rule: "a leader never deletes entries of its log",
    reference: "Raft §5.3 · Figure 3 (Leader Append-Only)",
    bounds: {
      $0.termMaximum = 2
      $0.logLengthMaximum = 1
      $0.restartMaximum = 0
    },
    expected: [
      .init("LeaderAppendOnly", at: 9), .init("LeaderCompleteness", at: 10),
      .init("CommittedNeverOverwritten", at: 13), .init("StateMachineSafety", at: 14),
    ])

  public var options = ModelOptions()

  public init() {}

  public func becomeLeader(_ i: ServerID, in state: inout ClusterState) {
    state[i].log.truncate(from: state[i].commitIndex.next)
    raft.becomeLeader(i, in: &state)
  }
}
