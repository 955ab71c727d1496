public import TraceFormat

/// A follower takes the commit index of the latest request, though requests overtake each other.
///
/// Raft Figure 2 (Volatile state on all servers).
public struct CommitRegress: Mutation {
  public static let description = MutationDescription(
    rule: "commitIndex increases monotonically",
    reference: "Raft Figure 2 (Volatile state on all servers)",
    seenIn: ["PySyncObj#166"],
    bounds: {
      $0.termMaximum = 1
      $0.logLengthMaximum = 1
      $0.messageMaximum = 3
      $0.restartMaximum = 0
    },
    expected: [.init("CommitMonotonic", at: 11)])

  public var options = ModelOptions()

  public init() {}

  public func followCommitIndex(_ i: ServerID, of request: Packet, in state: inout ClusterState) {
    state[i].commitIndex = min(request.leaderCommit, request.lastNewIndex)
  }
}
