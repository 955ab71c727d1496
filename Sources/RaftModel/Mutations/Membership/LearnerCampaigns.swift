public import TraceFormat

/// A learner campaigns when it hears nothing from a leader.
///
/// Dissertation §4.2.1.
public struct LearnerCampaigns: Mutation {
  public static let description = MutationDescription(
    rule: "a learner does not campaign",
    reference: "dissertation §4.2.1",
    serverCount: 2, memberCount: 1,
    bounds: {
      $0.termMaximum = 2
      $0.logLengthMaximum = 2
      $0.messageMaximum = 3
      $0.restartMaximum = 0
    },
    expected: [.init("LearnerPassive")])

  public var options = ModelOptions {
    $0.membershipChange = .oneServer
    $0.hasLearners = true
  }

  public init() {}

  public func mayCampaign(_ i: ServerID, in state: ClusterState) -> Bool {
    !membershipInUse(by: i, in: state).voters.isEmpty
  }
}
