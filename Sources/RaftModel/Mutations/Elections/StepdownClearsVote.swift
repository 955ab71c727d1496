public import TraceFormat

/// A candidate or leader that becomes follower within its term forgets its vote.
///
/// Raft Figure 2 (Persistent state).
///
/// Alone it elects no second leader: only candidates forget, and the majority of the leader that they heard
/// from were none.
public struct StepdownClearsVote: Mutation {
  public static let description = MutationDescription(
    rule: "votedFor holds for the whole term",
    reference: "Raft Figure 2 (Persistent state)",
    seenIn: ["akka-raft#56", "CCF#5891"],
    bounds: {
      $0.termMaximum = 1
      $0.logLengthMaximum = 1
      $0.messageMaximum = 5
      $0.restartMaximum = 0
    },
    expected: [.init("OneVotePerTerm", at: 7)])

  public var options = ModelOptions()

  public init() {}

  public func becomeFollower(_ i: ServerID, in state: inout ClusterState) {
    raft.becomeFollower(i, in: &state)
    state[i].votedFor = nil
  }
}
