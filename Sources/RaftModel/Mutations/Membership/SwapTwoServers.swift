/// A leader exchanges one server for another in a single change.
///
/// Dissertation §4.1.
public struct SwapTwoServers: Mutation {
  public static let description = MutationDescription(
    rule: "a change adds or removes one server",
    reference: "dissertation §4.1",
    serverCount: 4, memberCount: 3,
    bounds: {
      $0.termMaximum = 2
      $0.logLengthMaximum = 2
      $0.restartMaximum = 0
    },
    expected: [
      .init("SingleStep", at: 4), .init("QuorumsOverlap", at: 4), .init("LeaderCompleteness", at: 10),
    ])

  public var options = ModelOptions { $0.membershipChange = .oneServer }

  public init() {}

  public func isOneStep(from membership: Membership, to target: Membership) -> Bool { true }
}
