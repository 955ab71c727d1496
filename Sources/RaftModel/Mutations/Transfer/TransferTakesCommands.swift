public import TraceFormat

/// A leader takes commands while it hands its leadership over.
///
/// Dissertation §3.10.
///
/// The target may then lose its election; no harm is done.
public struct TransferTakesCommands: Mutation {
  public static let description = MutationDescription(
    rule: "a leader takes no commands while it transfers its leadership",
    reference: "dissertation §3.10",
    bounds: {
      $0.termMaximum = 2
      $0.logLengthMaximum = 2
      $0.messageMaximum = 3
      $0.restartMaximum = 0
    },
    expected: [.init("TransferSafe")])

  public var options = ModelOptions { $0.hasLeadershipTransfer = true }

  public init() {}

  public func clientAppend(_ i: ServerID, in state: inout ClusterState) throws(DisabledAction) {
    let target = state[i].transferTarget
    state[i].transferTarget = nil
    defer { state[i].transferTarget = target }
    try raft.clientAppend(i, in: &state)
  }
}
