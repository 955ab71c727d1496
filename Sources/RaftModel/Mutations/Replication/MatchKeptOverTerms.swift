public import TraceFormat

/// A leader begins with the matchIndex[] of its last leadership.
///
/// Raft Figure 2 (Volatile state on leaders).
public struct MatchKeptOverTerms: Mutation {
  public static let description = MutationDescription(
    rule: "matchIndex is reinitialized to 0 after election",
    reference: "Raft Figure 2 (Volatile state on leaders)",
    bounds: {
      $0.logLengthMaximum = 1
      $0.restartMaximum = 0
    },
    expected: [.init("MatchSound"), .init("CommitQuorum")])

  public var options = ModelOptions()

  public init() {}

  public func updateTerm(_ i: ServerID, to term: Term, in state: inout ClusterState) {
    let match = state[i].matchIndex
    raft.updateTerm(i, to: term, in: &state)
    state[i].matchIndex = match
  }

  public func startElection(_ i: ServerID, isTransfer: Bool, in state: inout ClusterState) {
    let match = state[i].matchIndex
    raft.startElection(i, isTransfer: isTransfer, in: &state)
    state[i].matchIndex = match
  }

  public func becomeLeader(_ i: ServerID, in state: inout ClusterState) {
    let match = state[i].matchIndex
    raft.becomeLeader(i, in: &state)
    state[i].matchIndex = match
  }
}
