/// One thing that a step of the tutorial does at a server, as a trace would show it.
public struct TutorialOccurrence: Sendable {
  public enum Kind: Sendable {
    case campaignStarted
    /// The server takes the mode that it has after it.
    case roleChanged
    /// A voter decides on the candidate that called it.
    case voted(TutorialMessage, isGranted: Bool)
    case sent(TutorialMessage)
    case received(TutorialMessage)
    /// The log gains its last entry.
    case appended
    /// The log loses the entries from an index on.
    case truncated(from: Int)
    case committed
    case crashed
    case recovered
  }

  public let server: Int
  public let kind: Kind
  public let after: TutorialServer
}

/// A call or an answer between two servers of the tutorial.
///
/// There is no message in flight in FizzBee: a call is received in the step that sends it, and so is an answer.
public struct TutorialMessage: Sendable {
  public enum Content: Sendable {
    case requestVote(lastLogIndex: Int, lastLogTerm: UInt8)
    case appendEntries(prevLogIndex: Int, prevLogTerm: UInt8, entries: TutorialLog, leaderCommit: UInt8)
    /// An AppendEntries of *LeaderElection*, which knows no log.
    case bareAppendEntries
    case requestVoteAnswer(Bool)
    /// `matchIndex` is known of a success.
    case appendEntriesAnswer(Bool, matchIndex: Int?)
  }

  public let source: Int
  public let destination: Int
  /// The tutorial's answers carry no term.
  public let term: UInt8?
  public let content: Content
}
