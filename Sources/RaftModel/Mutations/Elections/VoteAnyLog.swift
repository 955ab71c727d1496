public import TraceFormat

/// A server votes without comparing logs.
///
/// Raft §5.4.1 · Figure 2 (RequestVote RPC, 2).
public struct VoteAnyLog: Mutation {
  public static let description = MutationDescription(
    rule: "a server votes only for a candidate whose log is at least as up-to-date as its own",
    reference: "Raft §5.4.1 · Figure 2 (RequestVote RPC, 2)",
    bounds: {
      $0.termMaximum = 2
      $0.logLengthMaximum = 1
      $0.restartMaximum = 0
    },
    expected: [.init("VoteUpToDate", at: 6), .init("LeaderCompleteness", at: 10)])

  public var options = ModelOptions()

  public init() {}

  public func isUpToDate(_ candidate: LogPosition, comparedWith voter: LogPosition) -> Bool { true }
}
