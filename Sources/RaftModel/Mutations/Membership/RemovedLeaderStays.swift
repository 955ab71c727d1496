public import TraceFormat

/// A leader goes on leading after its removal is committed.
///
/// Raft §6 · dissertation §4.2.2.
public struct RemovedLeaderStays: Mutation {
  public static let description = MutationDescription(
    rule: "a leader steps down once a configuration without it is committed",
    reference: "Raft §6 · dissertation §4.2.2",
    serverCount: 2,
    bounds: {
      $0.termMaximum = 1
      $0.logLengthMaximum = 2
      $0.messageMaximum = 3
      $0.restartMaximum = 0
    },
    expected: [.init("RemovedBehaves")])

  public var options = ModelOptions { $0.membershipChange = .oneServer }

  public init() {}

  public func leaveIfRemoved(_ i: ServerID, in state: inout ClusterState) {}
}
