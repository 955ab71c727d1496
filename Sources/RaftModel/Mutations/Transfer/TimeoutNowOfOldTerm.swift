import TraceFormat

/// A server obeys a TimeoutNow of a leader whose term is over.
///
/// Raft §5.1 · dissertation §3.10.
///
/// To campaign without need disturbs and does no harm.
public struct TimeoutNowOfOldTerm: Mutation {
  public static let description = MutationDescription(
    rule: "a message whose term is behind the server's has no effect",
    reference: "Raft §5.1 · dissertation §3.10",
    bounds: {
      $0.logLengthMaximum = 1
      $0.messageMaximum = 3
      $0.restartMaximum = 0
    },
    expected: [.init("StaleIgnored")])

  public var options = ModelOptions { $0.hasLeadershipTransfer = true }

  public init() {}

  public func handleTimeoutNow(_ request: Packet, in state: inout ClusterState) throws(DisabledAction) {
    let i = request.destination
    guard state[i].role != .leader, mayCampaign(i, in: state) else { return }

    startElection(i, isTransfer: true, in: &state)
  }
}
