public import TraceFormat

/// A server compares the terms of the last entries, and not the lengths of the logs.
///
/// Raft §5.4.1.
public struct VoteByTerm: Mutation {
  public static let description = MutationDescription(
    rule: "of two logs whose last entries have the same term, the longer is the more up-to-date",
    reference: "Raft §5.4.1",
    bounds: {
      $0.termMaximum = 2
      $0.logLengthMaximum = 2
      $0.restartMaximum = 0
    },
    expected: [.init("VoteUpToDate"), .init("LeaderCompleteness")])

  public var options = ModelOptions()

  public init() {}

  public func isUpToDate(_ candidate: LogPosition, comparedWith voter: LogPosition) -> Bool {
    candidate.term >= voter.term
  }
}
