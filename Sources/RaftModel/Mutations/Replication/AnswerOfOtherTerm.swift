import TraceFormat

/// A leader counts acknowledgements that were given to its earlier leaderships.
///
/// Raft §5.1.
public struct AnswerOfOtherTerm: Mutation {
  public static let description = MutationDescription(
    rule: "a response whose term is not the leader's is ignored",
    reference: "Raft §5.1",
    bounds: {
      $0.logLengthMaximum = 1
      $0.restartMaximum = 0
    },
    expected: [.init("MatchSound"), .init("CommitQuorum"), .init("LeaderCompleteness")])

  public var options = ModelOptions()

  public init() {}

  public func concernsLeadership(_ response: Packet, in state: ClusterState) -> Bool {
    state[response.destination].role == .leader
  }
}
