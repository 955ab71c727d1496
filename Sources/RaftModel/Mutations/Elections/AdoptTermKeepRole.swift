public import TraceFormat

/// A server that sees a higher term adopts it and goes on as candidate or leader.
///
/// Raft §5.1 · Figure 2 (All Servers).
public struct AdoptTermKeepRole: Mutation {
  public static let description = MutationDescription(
    rule: "a server that sees a higher term becomes follower",
    reference: "Raft §5.1 · Figure 2 (All Servers)",
    bounds: {
      $0.termMaximum = 2
      $0.logLengthMaximum = 1
      $0.restartMaximum = 0
    },
    expected: [.init("HigherTermObeyed"), .init("LeaderHasQuorum"), .init("ElectionSafety")])

  public var options = ModelOptions()

  public init() {}

  public func updateTerm(_ i: ServerID, to term: Term, in state: inout ClusterState) {
    state[i].currentTerm = term
    state[i].votedFor = nil
  }
}
