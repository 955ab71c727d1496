/// A candidate asks for a vote; the candidate is the message's source.
///
/// Raft §5.2 and Figure 2 (RequestVote RPC).
public struct RequestVoteRequest: Hashable, Sendable, BitwiseCopyable {
  /// Index and term of the candidate's last entry.
  public var lastLogIndex: Observed<LogIndex>
  public var lastLogTerm: Observed<Term>
  /// True when the campaign follows a TimeoutNow, so that voters answer in spite of a live leader (dissertation §4.2.3).
  public var isLeadershipTransfer: Observed<Bool>

  public init(
    lastLogIndex: Observed<LogIndex> = .unknown, lastLogTerm: Observed<Term> = .unknown,
    isLeadershipTransfer: Observed<Bool> = .unknown
  ) {
    self.lastLogIndex = lastLogIndex
    self.lastLogTerm = lastLogTerm
    self.isLeadershipTransfer = isLeadershipTransfer
  }

  /// The end of the candidate's log, where both halves are known.
  public var lastLog: Observed<LogPosition> { LogPosition.observed(term: lastLogTerm, index: lastLogIndex) }
}

/// A voter's answer to a candidate; the voter is the message's source.
///
/// Raft §5.2 and Figure 2 (RequestVote RPC).
public struct RequestVoteResponse: Hashable, Sendable, BitwiseCopyable {
  public var voteGranted: Observed<Bool>

  public init(voteGranted: Observed<Bool> = .unknown) { self.voteGranted = voteGranted }
}

extension LogPosition {
  /// Joins two observations; unknown when either half is.
  static func observed(term: Observed<Term>, index: Observed<LogIndex>) -> Observed<LogPosition> {
    guard let term = term.value, let index = index.value else { return .unknown }
    return .known(LogPosition(term: term, index: index))
  }
}
