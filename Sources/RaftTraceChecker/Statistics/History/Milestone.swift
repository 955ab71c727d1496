import TraceFormat

/// One of the few lines of a server that elections, restarts and memberships are made of.
struct Milestone {
  enum Kind {
    case start(recovered: Observation)
    case stop
    case crash
    case campaign
    case role(Role)
    /// The server's term rose; by whose message where the line before shows one.
    case termRaised(by: ServerID?, isFromCandidate: Bool)
    case follows(ServerID)
    case asked(ServerID?, isPreVote: Bool, term: Observed<Term>)
    case heard(from: ServerID, isPreVote: Bool, term: Observed<Term>)
    case answered(by: ServerID, isPreVote: Bool, isGranted: Observed<Bool>)
    /// With what the voter knew then.
    case decided(VoteDecision, VoterState)
    case transferSent(to: ServerID?)
    case transferReceived
    case configuration(ConfigurationID, index: LogIndex?)
  }

  var stamp: Stamp
  /// The server's term behind the line, as far as it is known.
  var term: Term?
  var kind: Kind
}

/// What a voter knew when it decided.
struct VoterState {
  var term: Term?
  var votedFor: Observed<ServerID?>
  var leader: ServerID?
  var lastLog: LogEnd
}
