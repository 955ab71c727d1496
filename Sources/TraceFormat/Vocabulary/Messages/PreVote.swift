/// A server asks whether it would win an election, before it raises its term.
///
/// Dissertation §9.6. Nobody's term or vote changes by it.
public struct PreVoteRequest: Hashable, Sendable, BitwiseCopyable {
  public var lastLogIndex: Observed<LogIndex>
  public var lastLogTerm: Observed<Term>

  public init(lastLogIndex: Observed<LogIndex> = .unknown, lastLogTerm: Observed<Term> = .unknown) {
    self.lastLogIndex = lastLogIndex
    self.lastLogTerm = lastLogTerm
  }
}

/// The answer to a `PreVoteRequest`; a granted pre-vote is no vote.
///
/// Dissertation §9.6.
public struct PreVoteResponse: Hashable, Sendable, BitwiseCopyable {
  public var voteGranted: Observed<Bool>

  public init(voteGranted: Observed<Bool> = .unknown) { self.voteGranted = voteGranted }
}
