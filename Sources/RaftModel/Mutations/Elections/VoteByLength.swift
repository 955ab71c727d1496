public import TraceFormat

/// A server compares the lengths of logs, and not the terms of their last entries.
///
/// Raft §5.4.1.
public struct VoteByLength: Mutation {
  public static let description = MutationDescription(
    rule: "the log whose last entry has the later term is the more up-to-date",
    reference: "Raft §5.4.1",
    bounds: {
      $0.logLengthMaximum = 2
      $0.messageMaximum = 3
      $0.restartMaximum = 0
    },
    expected: [.init("VoteUpToDate"), .init("LeaderCompleteness")])

  public var options = ModelOptions()

  public init() {}

  public func isUpToDate(_ candidate: LogPosition, comparedWith voter: LogPosition) -> Bool {
    candidate.index >= voter.index
  }
}
