public import TraceFormat

/// What has happened so far, as far as a property needs it; no server reads it.
///
/// raft.tla's `elections` and `allLogs` have the same purpose.
public struct HistoryVariables: Sendable, BitwiseCopyable {
  /// Who won which term, by rising term.
  public private(set) var leaderCount = 0
  private var leaders: InlineArray<16, Leader>
  /// What is committed behind `committedBase`, each with the lowest term in which it was committed.
  public private(set) var committedCount = 0
  private var committed: InlineArray<16, Committed>
  /// Up to here entries were committed and are no longer remembered one by one.
  public private(set) var committedBase = LogPosition.zero
  /// Each server's latest vote.
  private var votes: InlineArray<7, Vote>
  /// How many restarts there were so far; 255 stands for more.
  public var restartCount: UInt8 = 0
  /// How many reads were served so far, modulo 256.
  public var readCount: UInt8 = 0

  struct Leader: Sendable, BitwiseCopyable {
    var term: UInt32
    var server: UInt8
  }

  struct Committed: Sendable, BitwiseCopyable {
    var entry: ServerLog.Entry
    var term: UInt32
  }

  struct Vote: Sendable, BitwiseCopyable {
    var term: UInt32
    var candidate: UInt8
  }

  public init() {
    leaders = InlineArray(repeating: Leader(term: 0, server: 0))
    committed = InlineArray(repeating: Committed(entry: .none, term: 0))
    votes = InlineArray(repeating: Vote(term: 0, candidate: 0))
  }

  // MARK: Elections

  /// The server that won a term first; nil while nobody has, or where it is too long ago to be remembered.
  public func leader(of term: Term) -> ServerID? {
    for i in 0..<leaderCount where leaders[i].term == term.rawValue {
      return ServerID(UInt32(leaders[i].server))
    }
    return nil
  }

  func leader(at i: Int) -> Leader { leaders[i] }

  mutating func recordLeader(_ server: ServerID, of term: Term) {
    guard leader(of: term) == nil else { return }
    if leaderCount == 16 {
      for i in 1..<16 { leaders[i - 1] = leaders[i] }
      leaderCount -= 1
    }
    var i = leaderCount
    while i > 0, leaders[i - 1].term > term.rawValue {
      leaders[i] = leaders[i - 1]
      i -= 1
    }
    leaders[i] = Leader(term: UInt32(truncatingIfNeeded: term.rawValue), server: UInt8(server.rawValue))
    leaderCount += 1
  }

  // MARK: Votes

  /// The candidate that a server has ever voted for in a term, if that was its latest vote.
  public func vote(of voter: ServerID, in term: Term) -> ServerID? {
    let vote = votes[Int(voter.rawValue)]
    return vote.term == term.rawValue && vote.term > 0 ? ServerID(UInt32(vote.candidate)) : nil
  }

  func vote(at i: Int) -> Vote { votes[i] }

  /// Remembers the first vote of a term; a second one does not hide it.
  package mutating func recordVote(of voter: ServerID, for candidate: ServerID, in term: Term) {
    guard votes[Int(voter.rawValue)].term < term.rawValue else { return }
    votes[Int(voter.rawValue)] = Vote(
      term: UInt32(truncatingIfNeeded: term.rawValue), candidate: UInt8(candidate.rawValue))
  }

  /// Forgets a vote that a later term has made harmless.
  mutating func forgetVote(of voter: ServerID, before term: Term) {
    if votes[Int(voter.rawValue)].term < term.rawValue {
      votes[Int(voter.rawValue)] = Vote(term: 0, candidate: 0)
    }
  }

  // MARK: Commitment

  /// The highest index that was ever committed by any server.
  public var lastCommitted: LogIndex { LogIndex(committedBase.index.rawValue + UInt64(committedCount)) }

  /// What was committed first at an index, and the lowest term in which it was; nil where nothing is known.
  public func committedEntry(at index: LogIndex) -> (entry: ServerLog.Entry, term: Term)? {
    guard index > committedBase.index, index <= lastCommitted else { return nil }
    let found = committed[Int(index.rawValue - committedBase.index.rawValue) - 1]
    return (found.entry, Term(UInt64(found.term)))
  }

  func committed(at i: Int) -> Committed { committed[i] }

  package mutating func recordCommitted(_ entry: ServerLog.Entry, at index: LogIndex, in term: Term) {
    if index == lastCommitted.next {
      if committedCount == 16 { forgetOldestCommitted() }
      committed[committedCount] = Committed(entry: entry, term: UInt32(truncatingIfNeeded: term.rawValue))
      committedCount += 1
    } else if let known = committedEntry(at: index), known.entry == entry, term < known.term {
      committed[Int(index.rawValue - committedBase.index.rawValue) - 1].term = UInt32(
        truncatingIfNeeded: term.rawValue)
    }
  }

  /// Begins behind a position up to which everything is committed and forgotten.
  mutating func forgetCommitted(upTo position: LogPosition) { committedBase = position }

  private mutating func forgetOldestCommitted() {
    committedBase = LogPosition(term: committed[0].entry.term, index: committedBase.index.next)
    for i in 1..<16 { committed[i - 1] = committed[i] }
    committedCount -= 1
  }
}
