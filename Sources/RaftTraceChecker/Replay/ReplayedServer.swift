import TraceFormat

/// One server as far as a replay knows it: Figure 2's state with each part known or unknown.
///
/// What is known holds in every run that shows what the server's lines have shown so far.
struct ReplayedServer {
  let group: GroupID
  let server: ServerID
  let input: Int

  init(group: GroupID, server: ServerID, input: Int) {
    self.group = group
    self.server = server
    self.input = input
  }

  // Persistent state.
  var term: Term?
  var vote: Observed<ServerID?> = .unknown
  var log = ReplayedLog.unknown

  /// The term that the server was in when it was lost sight of.
  var lost: LostTerm?

  // Volatile state.
  var role: Role?
  var commitIndex: LogIndex?
  /// The highest index that the server's present life was shown to have committed.
  var commitFloor = LogIndex.zero
  /// Whether the commit index may have risen, unseen, before the present term or role.
  var commitMayBeOld = false
  var lastApplied: LogIndex?
  /// The entry that a line of its own told to be applied last.
  var lastTold: LogIndex?
  var configuration: ConfigurationID?
  /// The index of the entry with the configuration that the leader added last, where it is known.
  var configurationIndex: LogIndex?
  var payloads = RecentPayloads()

  /// What the server was told last, and what follows from it.
  var cause: TraceEvent?
  /// Whether no line has followed on the cause yet.
  var causeIsFresh = false
  /// A term that a message brought and that must show in the next line, with the server's own before it.
  var adopted: (term: Term, from: Term)?
  var pending: PendingAppend?
  var pendingSnapshot: Snapshot?
  /// Whether the last message may have changed the log in a way that it does not show, or came before the first line.
  var isToldVaguely = false
  /// The term with which the first line began the server; nil where it was running by then.
  ///
  /// What was sent in a higher term was sent behind that line.
  var seenSince: Term?

  var election = ReplayedElection()
  var leadership = ReplayedLeadership()
  var following = ReplayedFollowing()

  var lines = ReplayedLines()
  /// Whether the last line shows the server after what it tells.
  var isUpToDate = true
  /// The line that was taken in last.
  var position: SourcePosition?

  /// Whether what the server does may follow on something that was told before its first line.
  var mayFollowUnseenCause: Bool { cause == nil && isToldVaguely }

  /// Enters a term: the vote, the campaign and the leadership of the old one end.
  mutating func enter(_ term: Term, vote: Observed<ServerID?>, role: Role?) {
    self.term = term
    self.vote = vote
    self.role = role
    election = ReplayedElection()
    leadership = ReplayedLeadership()
    following = ReplayedFollowing()
    if commitIndex == nil { commitMayBeOld = true }
    lines.vote = nil
  }

  /// Loses sight of the term, and with it of all that belongs to a term.
  mutating func loseTerm() {
    if let term { lost = LostTerm(term: term, vote: vote, role: role) }
    term = nil
    vote = .unknown
    role = nil
    adopted = nil
    election = ReplayedElection()
    leadership = ReplayedLeadership()
    following = ReplayedFollowing()
    following.isWhole = false
  }
}

/// What was known of a server before a line that does not show its term.
struct LostTerm {
  var term: Term
  var vote: Observed<ServerID?>
  var role: Role?

  /// The role, where no line could have told of another since.
  func lastingRole(_ kinds: ShownKinds) -> Role? {
    kinds.tellsRoles || role == .follower || role == .learner ? role : nil
  }

  /// The vote, where one was given: within its term it stays.
  var givenVote: ServerID? {
    if case .known(let candidate) = vote { candidate } else { nil }
  }
}

/// A campaign in the present term.
///
/// Raft Figure 2 (Candidates).
struct ReplayedElection {
  /// Whether the campaign has been seen from its beginning.
  var isWhole = false
  /// The voters whose votes have arrived, with the lines.
  var votes: [Backing] = []
  /// The same of the pre-votes, which ask for the next term.
  var preVotes: [Backing] = []
}

/// A leadership of the present term.
///
/// Raft Figure 2 (Leaders: matchIndex).
struct ReplayedLeadership {
  /// Whether it has been seen from its beginning.
  var isWhole = false
  /// What each follower has acknowledged.
  var acknowledgements: [Backing] = []

  /// The highest index that a server has acknowledged; nil where none has arrived.
  func match(of server: ServerID) -> LogIndex? {
    acknowledgements.first { $0.server == server }?.index
  }

  mutating func note(_ server: ServerID, through index: LogIndex, at position: SourcePosition) {
    let backing = Backing(server: server, index: index, position: position)
    guard let known = acknowledgements.firstIndex(where: { $0.server == server }) else {
      acknowledgements.append(backing)
      return
    }
    if acknowledgements[known].index < index { acknowledgements[known] = backing }
  }
}

/// What has reached a follower in the present term.
struct ReplayedFollowing {
  /// Whether all of it has been seen.
  var isWhole = true
  /// The requests that had to be refused, with what had to precede them; the latest few.
  private(set) var refusals: [Refusal] = []
  /// Up to where the log agrees with the leader's for certain, at most.
  var verified = LogIndex.zero
  /// The highest commit index that the leader has told.
  var leaderCommit = LogIndex.zero
  /// The same of requests that need no look at the log.
  var heartbeatCommit = LogIndex.zero

  struct Refusal {
    var reach: LogIndex
    var previous: LogPosition
    var own: Term?
    var request: TraceEvent
  }

  private static let requestMaximum = 64

  /// Takes in a request, through an index, that may have been accepted.
  mutating func accept(_ reach: LogIndex) { verified = max(verified, reach) }

  mutating func refuse(_ refusal: Refusal) {
    refusals.append(refusal)
    if refusals.count > Self.requestMaximum { refusals.removeFirst() }
  }
}

/// A server that voted, or acknowledged entries, with the line in which that arrived.
struct Backing: Hashable {
  var server: ServerID
  var index = LogIndex.zero
  var position: SourcePosition
}

/// The lines that showed a part of a server's state last, as witnesses.
struct ReplayedLines {
  var vote: Witness?
  var role: Witness?
  var commit: Witness?
  var log: Witness?
}
