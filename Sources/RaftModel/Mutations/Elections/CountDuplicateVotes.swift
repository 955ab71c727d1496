public import TraceFormat

/// A candidate counts answers instead of voters: a vote that arrives twice counts twice.
///
/// Raft §5.2.
///
/// `extra` counts the answers. With three servers one vote besides its own is a majority already; two
/// leaders need five.
public struct CountDuplicateVotes: Mutation {
  public static let description = MutationDescription(
    rule: "a majority is one of distinct servers",
    reference: "Raft §5.2",
    seenIn: ["akka-raft#45"],
    serverCount: 5,
    bounds: {
      $0.termMaximum = 1
      $0.logLengthMaximum = 1
      $0.messageMaximum = 8
      $0.restartMaximum = 0
      $0.duplicatesMessages = true
    },
    expected: [
      .init("CountedVotesReal", at: 4), .init("LeaderHasQuorum", at: 4), .init("ElectionSafety", at: 8),
    ])

  public var options = ModelOptions()

  public init() {}

  public func startElection(_ i: ServerID, isTransfer: Bool, in state: inout ClusterState) {
    state[i].extra = 1
    raft.startElection(i, isTransfer: isTransfer, in: &state)
  }

  public func isElected(_ i: ServerID, in state: ClusterState) -> Bool {
    Int(state[i].extra) >= Quorum.majority(of: membershipInUse(by: i, in: state).voters.count)
  }

  public func handleRequestVoteResponse(_ response: Packet, in state: inout ClusterState)
    throws(DisabledAction)
  {
    let i = response.destination
    guard countsVote(response, in: state) else { return }

    state[i].votesGranted.insert(response.source)
    state[i].extra += 1
    if isElected(i, in: state) { becomeLeader(i, in: &state) }
  }
}
