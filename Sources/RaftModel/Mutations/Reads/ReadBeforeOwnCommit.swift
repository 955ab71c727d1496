public import TraceFormat

/// A leader takes a read before it has committed an entry of its own term.
///
/// Dissertation §6.4 step 1.
public struct ReadBeforeOwnCommit: Mutation {
  public static let description = MutationDescription(
    rule: "a leader commits an entry of its own term before it serves reads",
    reference: "dissertation §6.4 step 1",
    bounds: {
      $0.termMaximum = 2
      $0.logLengthMaximum = 1
      $0.messageMaximum = 3
      $0.restartMaximum = 0
    },
    expected: [.init("ReadIndexRule")])

  public var options = ModelOptions { $0.hasReads = true }

  public init() {}

  public func hasCommittedInOwnTerm(_ i: ServerID, in state: ClusterState) -> Bool { true }
}
