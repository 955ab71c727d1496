public import TraceFormat

/// A leader answers a read without asking whether it still leads.
///
/// Dissertation §6.4 step 2.
public struct ReadWithoutHeartbeat: Mutation {
  public static let description = MutationDescription(
    rule: "a read waits until a majority has answered a heartbeat sent after it arrived",
    reference: "dissertation §6.4 step 2",
    bounds: {
      $0.termMaximum = 2
      $0.logLengthMaximum = 2
      $0.messageMaximum = 3
      $0.restartMaximum = 0
    },
    expected: [.init("ReadIndexRule", at: 11)])

  public var options = ModelOptions { $0.hasReads = true }

  public init() {}

  public func isReadConfirmed(_ i: ServerID, in state: ClusterState) -> Bool { true }
}
