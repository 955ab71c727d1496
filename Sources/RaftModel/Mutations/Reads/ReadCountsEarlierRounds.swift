/// A leader takes the answer to an earlier heartbeat for a confirmation of a read.
///
/// Dissertation §6.4 step 2.
public struct ReadCountsEarlierRounds: Mutation {
  public static let description = MutationDescription(
    rule: "a read waits until a majority has answered a heartbeat sent after it arrived",
    reference: "dissertation §6.4 step 2",
    bounds: {
      $0.termMaximum = 2
      $0.logLengthMaximum = 2
      $0.messageMaximum = 3
      $0.restartMaximum = 0
    },
    expected: [.init("ReadIndexRule")])

  public var options = ModelOptions { $0.hasReads = true }

  public init() {}

  public func confirmsRead(_ response: Packet, in state: ClusterState) -> Bool { true }
}
