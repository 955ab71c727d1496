public import TraceFormat

/// A server votes for the target of a transfer without comparing logs.
///
/// Raft §5.4.1 · dissertation §3.10.
public struct TransferVoteUnchecked: Mutation {
  public static let description = MutationDescription(
    rule: "a server votes only for a candidate whose log is at least as up-to-date as its own",
    reference: "Raft §5.4.1 · dissertation §3.10",
    bounds: {
      $0.termMaximum = 2
      $0.logLengthMaximum = 1
      $0.messageMaximum = 3
      $0.restartMaximum = 0
    },
    expected: [.init("VoteUpToDate"), .init("LeaderCompleteness")])

  public var options = ModelOptions { $0.hasLeadershipTransfer = true }

  public init() {}

  public func grantsVote(_ i: ServerID, to request: Packet, in state: ClusterState) -> Bool {
    raft.grantsVote(i, to: request, in: state)
      || request.isTransfer && request.term == state[i].currentTerm && state[i].votedFor == nil
  }
}
