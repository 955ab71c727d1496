public import TraceFormat

/// What one line of a trace states, as data; `TraceRendering` puts it into words.
///
/// The subject is the server whose line it is, unless a case names another.
public enum Statement: Hashable, Sendable {
  case started(Recovered)
  case inTerm(Term)
  case becameCandidate(Term)
  case becameLeader(Term)
  /// The server is shown as leader of the term, by its state or by a message it sent.
  case leads(Term)
  /// The server hears from, or believes in, another leader of the term.
  case followsLeader(ServerID, Term)
  case voted(candidate: ServerID, Term)
  case votedForNobody(Term)
  /// The candidate counts a vote that the voter gave it.
  case countedVote(voter: ServerID, Term)
  /// A candidate's log ends here, as its request for votes says.
  case candidateLog(candidate: ServerID, Term, LogEnd)
  /// The server's own log ends here.
  case logEnd(LogEnd)
  case appended(LogEntry)
  /// The entry follows directly on one of this term.
  case entryFollows(LogEntry, prevTerm: Term)
  /// The server is asked to append entries behind this one.
  case askedToAppend(after: LogPosition)
  /// The server says that its log equals the leader's up to here.
  case acknowledged(LogIndex)
  /// The leader's request compares the server's log, or replaces it, up to here.
  case verified(LogIndex)
  case truncated(from: LogIndex)
  case committed(LogIndex, entryTerm: Observed<Term>)
  case applied(LogEntry)
  case appliedThrough(LogIndex)
  case persisted(Persistence)
  case stateHash(LogIndex, PayloadHash)
  /// The leader hears that another server holds its entries through here.
  case hearsAcknowledgement(from: ServerID, LogIndex)
  /// A message that reaches the server, and one that leaves it.
  indirect case received(Message)
  indirect case sent(Message)
  /// What the server is, as its state or its change of role shows it.
  case roleIs(Role, Observed<Term>)
  /// What the server's state shows as its vote; nil is "for nobody".
  case votedForIs(ServerID?, Observed<Term>)
  case commitIs(LogIndex)
  case tookSnapshot(Snapshot)
  case installedSnapshot(Snapshot)
  case configurationIs(ConfigurationID)
  case stopped
  /// A client asks, and a client is answered; the subject is the client.
  case clientCalled(ClientOperation)
  case clientAnswered(ClientOperation)
}

/// The durable state that a server says it recovered when it started.
public struct Recovered: Hashable, Sendable {
  public var term: Observed<Term>
  public var votedFor: Observed<ServerID?>
  public var lastLog: LogEnd
  public var commitIndex: Observed<LogIndex>

  public init(_ observation: Observation) {
    term = observation.currentTerm
    votedFor = observation.votedFor
    lastLog = LogEnd(index: observation.lastLogIndex, term: observation.lastLogTerm)
    commitIndex = observation.commitIndex
  }
}

/// The last entry of a log, each half known or unknown.
public struct LogEnd: Hashable, Sendable, BitwiseCopyable {
  public var index: Observed<LogIndex>
  public var term: Observed<Term>

  public init(index: Observed<LogIndex>, term: Observed<Term>) {
    self.index = index
    self.term = term
  }
}
