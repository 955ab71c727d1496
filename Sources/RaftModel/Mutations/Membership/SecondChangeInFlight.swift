public import TraceFormat

/// A leader begins a change while the last one is not committed.
///
/// Dissertation §4.1.
public struct SecondChangeInFlight: Mutation {
  public static let description = MutationDescription(
    rule: "a change waits until the last one is committed",
    reference: "dissertation §4.1",
    serverCount: 3,
    bounds: {
      $0.termMaximum = 2
      $0.messageMaximum = 3
      $0.restartMaximum = 0
    },
    expected: [.init("OneConfigInFlight"), .init("QuorumsOverlap")])

  public var options = ModelOptions { $0.membershipChange = .oneServer }

  public init() {}

  public func hasCommittedMembership(_ i: ServerID, in state: ClusterState) -> Bool { true }
}
