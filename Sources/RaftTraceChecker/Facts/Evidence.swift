import TraceFormat

/// That a server leads a term, as one line shows it.
struct Leadership {
  /// How directly a line shows it; the most direct line becomes the witness.
  enum Directness: Int, Comparable {
    case believed
    case acting
    case won

    static func < (a: Directness, b: Directness) -> Bool { a.rawValue < b.rawValue }
  }

  var leader: ServerID
  var term: Term
  var directness: Directness
}

/// That a voter gave its vote of a term to a candidate, as a line of the voter shows it.
struct OwnVote {
  var candidate: ServerID
  var term: Term
  /// True when the vote follows from being a candidate and is not shown itself.
  var isImplied: Bool
}

/// Where a candidate's log ends during its campaign in a term, as any server's line shows it.
struct CandidateLog {
  var candidate: ServerID
  var term: Term
  var end: LogEnd
}

extension TraceEvent {
  /// The message that was sent or arrived, if the event is about one.
  var message: Message? {
    switch kind {
    case .messageSent(let message), .messageReceived(let message), .messageDropped(let message),
      .messageDuplicated(let message):
      message
    default: nil
    }
  }

  /// Whether the event begins a life of its server.
  var isStart: Bool {
    if case .start = kind { return true }
    return false
  }

  /// The term in which the event leaves its server, where it is shown: a state before the event says nothing of it.
  var termAfter: Term? { observation.moment == .after ? observation.currentTerm.value : nil }

  /// The role that the event shows its server to have, in the term that it shows.
  var shownRole: Role? {
    if case .roleChanged(let role) = kind, observation.moment == .after { return role }
    return observation.role.value
  }

  /// Every leadership that the line shows.
  func forEachLeadership(_ body: (Leadership) -> Void) {
    if let message, let term = message.term.value, message.body.comesFromLeader {
      body(
        Leadership(
          leader: message.source, term: term, directness: message.source == server ? .acting : .believed))
    }
    if case .roleChanged(.leader) = kind, let term = termAfter {
      body(Leadership(leader: server, term: term, directness: .won))
    }
    if case .leaderObserved(let leader) = kind, let term = termAfter {
      body(Leadership(leader: leader, term: term, directness: .believed))
    }
    guard let term = observation.currentTerm.value else { return }
    if observation.role == .known(.leader) {
      body(Leadership(leader: server, term: term, directness: .acting))
    }
    if case .known(let leader?) = observation.leader {
      body(Leadership(leader: leader, term: term, directness: .believed))
    }
  }

  /// Every vote of its own server that the line shows; pre-votes are no votes.
  func forEachOwnVote(_ body: (OwnVote) -> Void) {
    if observation.moment == .before { observedVote.map(body) }
    switch kind {
    case .voteDecided(let vote):
      if vote.isGranted, !vote.isPreVote, let term = vote.term.value {
        body(OwnVote(candidate: vote.candidate, term: term, isImplied: false))
      }
    case .messageSent(let message):
      if case .requestVoteResponse(let response) = message.body, response.voteGranted == .known(true),
        let term = message.term.value, let candidate = message.destination.value
      {
        body(OwnVote(candidate: candidate, term: term, isImplied: false))
      }
    case .roleChanged(.candidate):
      // A specification may let a candidate ask itself for its vote, and shows that it has given none yet.
      if let term = termAfter, observation.votedFor != .known(nil) {
        body(OwnVote(candidate: server, term: term, isImplied: true))
      }
    default: break
    }
    if observation.moment == .after { observedVote.map(body) }
  }

  private var observedVote: OwnVote? {
    guard let term = observation.currentTerm.value, case .known(let candidate?) = observation.votedFor else {
      return nil
    }
    return OwnVote(candidate: candidate, term: term, isImplied: false)
  }

  /// The vote of another server that a candidate counts in this line, which was therefore stored and sent.
  ///
  /// A candidate's vote for itself is no such proof: it is counted in memory.
  var countedVote: (voter: ServerID, candidate: ServerID, term: Term)? {
    guard case .messageReceived(let message) = kind, case .requestVoteResponse(let response) = message.body,
      response.voteGranted == .known(true), message.source != server, let term = message.term.value
    else { return nil }
    return (message.source, message.destination.value ?? server, term)
  }

  /// The end of a campaigning candidate's log, as its request or a voter's decision on it shows it.
  var candidateLog: CandidateLog? {
    switch kind {
    case .voteDecided(let vote):
      guard !vote.isPreVote, let term = vote.term.value else { return nil }
      return CandidateLog(
        candidate: vote.candidate, term: term, end: LogEnd(index: vote.lastLogIndex, term: vote.lastLogTerm))
    case .roleChanged(.candidate):
      guard let term = termAfter else { return nil }
      return CandidateLog(candidate: server, term: term, end: observation.logEnd)
    default:
      guard let message, case .requestVoteRequest(let request) = message.body, let term = message.term.value
      else {
        return nil
      }
      return CandidateLog(
        candidate: message.source, term: term,
        end: LogEnd(index: request.lastLogIndex, term: request.lastLogTerm))
    }
  }

  /// The commit index that the line shows its server to have.
  var shownCommit: LogIndex? {
    if case .committed(let commit) = kind { return commit.index }
    return observation.commitIndex.value
  }

  /// A term that is on its server's disk for certain: another server said yes to what it asked in this term.
  ///
  /// Raft Figure 2: persistent state is updated on stable storage before responding to RPCs.
  var answeredTerm: Term? {
    guard case .messageReceived(let message) = kind, message.source != server else { return nil }
    switch message.body {
    case .requestVoteResponse(let response):
      return response.voteGranted == .known(true) ? message.term.value : nil
    case .appendEntriesResponse(let response):
      return response.success == .known(true) ? message.term.value : nil
    default: return nil
    }
  }
}

extension Observation {
  /// The last index that the server holds, in its log or covered by its snapshot.
  ///
  /// Some servers show an empty log as 0 although a snapshot covers more; without the snapshot's index a 0 tells nothing then,
  /// unless the server has never been in a term.
  var lastHeldIndex: LogIndex? {
    guard let last = lastLogIndex.value else { return nil }
    if last == .zero, !snapshotIndex.isKnown, currentTerm != .known(.zero) { return nil }
    return max(last, snapshotIndex.value ?? .zero)
  }

  var logEnd: LogEnd { LogEnd(index: lastLogIndex, term: lastLogTerm) }
}

extension MessageBody {
  /// Whether only the leader of the message's term sends it.
  var comesFromLeader: Bool {
    switch self {
    case .appendEntriesRequest, .installSnapshotRequest, .timeoutNow: true
    case .requestVoteRequest, .requestVoteResponse, .preVoteRequest, .preVoteResponse, .appendEntriesResponse,
      .installSnapshotResponse, .readIndexRequest, .readIndexResponse:
      false
    }
  }
}

extension AppendEntriesRequest {
  /// The last index of a follower's log that accepting the request verifies; nil where too little is shown.
  var reach: LogIndex? {
    guard let previous = prevLogIndex.value, let count = entries.count.value else { return nil }
    return LogIndex(previous.rawValue &+ UInt64(clamping: count))
  }
}

extension LogEnd {
  /// Whether this end is certainly less up-to-date than the other (§5.4.1), whatever the unknown halves are.
  func isCertainlyBehind(_ other: LogEnd) -> Bool {
    guard let ownTerm = term.value, let otherTerm = other.term.value else { return false }
    if ownTerm != otherTerm { return ownTerm < otherTerm }
    guard let ownIndex = index.value, let otherIndex = other.index.value else { return false }
    return ownIndex < otherIndex
  }

  /// Whether two ends can be compared at all.
  func isComparable(to other: LogEnd) -> Bool {
    guard let ownTerm = term.value, let otherTerm = other.term.value else { return false }
    return ownTerm != otherTerm || (index.isKnown && other.index.isKnown)
  }
}
