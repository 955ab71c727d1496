public import TraceFormat

/// A leader hands over to a server whose log is shorter than its own.
///
/// Dissertation §3.10.
///
/// The target is not elected where its log is behind; no harm is done.
public struct TransferToLaggard: Mutation {
  public static let description = MutationDescription(
    rule: "leadership goes to a server whose log matches the leader's",
    reference: "dissertation §3.10",
    bounds: {
      $0.termMaximum = 2
      $0.logLengthMaximum = 1
      $0.messageMaximum = 3
      $0.restartMaximum = 0
    },
    expected: [.init("TransferSafe")])

  public var options = ModelOptions { $0.hasLeadershipTransfer = true }

  public init() {}

  public func hasCaughtUp(_ j: ServerID, with i: ServerID, in state: ClusterState) -> Bool { true }
}
