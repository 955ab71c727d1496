/// A leader replicates entries, or with none of them says that it is alive.
///
/// Raft §5.3 and Figure 2 (AppendEntries RPC).
public struct AppendEntriesRequest: Hashable, Sendable {
  /// Index and term of the entry that precedes the new ones.
  ///
  /// Both are 0 where none does, as in a heartbeat that is not about the log.
  public var prevLogIndex: Observed<LogIndex>
  public var prevLogTerm: Observed<Term>
  public var entries: EntryBatch
  public var leaderCommit: Observed<LogIndex>

  public init(
    prevLogIndex: Observed<LogIndex> = .unknown, prevLogTerm: Observed<Term> = .unknown,
    entries: EntryBatch = EntryBatch(), leaderCommit: Observed<LogIndex> = .unknown
  ) {
    self.prevLogIndex = prevLogIndex
    self.prevLogTerm = prevLogTerm
    self.entries = entries
    self.leaderCommit = leaderCommit
  }

  /// The entry before the new ones, where both halves are known.
  public var prevLog: Observed<LogPosition> { LogPosition.observed(term: prevLogTerm, index: prevLogIndex) }
}

/// A follower's answer to AppendEntries.
///
/// Raft §5.3 and Figure 2 (AppendEntries RPC); the conflict fields are §5.3's optimization.
public struct AppendEntriesResponse: Hashable, Sendable, BitwiseCopyable {
  public var success: Observed<Bool>
  /// The last index that the follower says it holds in common with the leader (on success).
  public var matchIndex: Observed<LogIndex>
  /// Where the leader should look next (on failure), and the term found there.
  public var conflictIndex: Observed<LogIndex>
  public var conflictTerm: Observed<Term>

  public init(
    success: Observed<Bool> = .unknown, matchIndex: Observed<LogIndex> = .unknown,
    conflictIndex: Observed<LogIndex> = .unknown, conflictTerm: Observed<Term> = .unknown
  ) {
    self.success = success
    self.matchIndex = matchIndex
    self.conflictIndex = conflictIndex
    self.conflictTerm = conflictTerm
  }
}
