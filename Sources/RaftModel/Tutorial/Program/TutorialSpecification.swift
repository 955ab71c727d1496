/// One of the specifications that FizzBee's Raft tutorial publishes.
public enum TutorialSpecification: String, CaseIterable, Sendable {
  /// *LeaderElection* as first given: no heartbeats.
  case firstElection
  /// *LeaderElection* as finally given, with heartbeats.
  case election
  /// *RaftFull*: election and log replication.
  case replication

  /// The actions, in the order of the specification, with their statements.
  var actions: [(action: TutorialAction, statements: [TutorialStatement])] {
    switch self {
    case .firstElection: [(.electionTimeout, Self.firstElectionTimeout)]
    case .election:
      [(.electionTimeout, Self.electionTimeout), (.sendHeartbeat, Self.bareHeartbeat)]
    case .replication:
      [
        (.electionTimeout, Self.electionTimeoutWithLog), (.sendHeartbeat, Self.heartbeatWithLog),
        (.submitCommand, Self.submitCommand),
      ]
    }
  }

  /// Whether an action is one of the specification's.
  public func has(_ action: TutorialAction) -> Bool { actions.contains { $0.action == action } }

  /// The functions that actions call at other servers, with their statements.
  var functions: [(function: TutorialFunction, isAtomic: Bool, statements: [TutorialStatement])] {
    switch self {
    case .firstElection: [(.requestVote, false, Self.requestVote)]
    case .election:
      [(.requestVote, false, Self.requestVote), (.bareAppendEntries, false, Self.bareAppendEntries)]
    case .replication:
      [(.requestVote, true, Self.requestVoteWithLog), (.appendEntries, false, Self.appendEntries)]
    }
  }
}
