public import TraceFormat

/// A candidate wins with one half of the votes of an even number of voters.
///
/// Raft §5.2.
public struct HalfIsEnough: Mutation {
  public static let description = MutationDescription(
    rule: "a majority is more than one half",
    reference: "Raft §5.2",
    serverCount: 4,
    bounds: {
      $0.termMaximum = 1
      $0.logLengthMaximum = 1
      $0.messageMaximum = 6
      $0.restartMaximum = 0
    },
    expected: [.init("LeaderHasQuorum"), .init("ElectionSafety")])

  public var options = ModelOptions()

  public init() {}

  public func isElected(_ i: ServerID, in state: ClusterState) -> Bool {
    let voters = membershipInUse(by: i, in: state).voters
    return 2 * state[i].votesGranted.intersection(voters).count >= voters.count
  }
}
