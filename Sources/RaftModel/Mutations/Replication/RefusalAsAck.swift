/// A leader takes a refusal for an acknowledgement of prevLogIndex.
///
/// Raft §5.3 · Figure 2 (Leaders).
public struct RefusalAsAck: Mutation {
  public static let description = MutationDescription(
    rule: "a refusal lets the leader go back, and says nothing of what is stored",
    reference: "Raft §5.3 · Figure 2 (Leaders)",
    bounds: {
      $0.termMaximum = 2
      $0.logLengthMaximum = 2
      $0.restartMaximum = 0
    },
    expected: [.init("MatchSound"), .init("CommitQuorum"), .init("LeaderCompleteness")])

  public var options = ModelOptions { $0.pipelinesEntries = true }

  public init() {}

  public func handleAppendEntriesResponse(_ response: Packet, in state: inout ClusterState)
    throws(DisabledAction)
  {
    guard concernsLeadership(response, in: state) else { return }

    recordMatch(response.destination, of: response.source, upTo: response.matchIndex, in: &state)
    advanceCommitIndex(response.destination, in: &state)
  }
}
