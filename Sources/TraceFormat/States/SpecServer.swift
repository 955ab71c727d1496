/// A server in a state of a specification, in Raft's words.
///
/// Raft Figure 2 (State).
struct SpecServer: Equatable {
  var currentTerm: Observed<Term> = .unknown
  var role: Observed<Role> = .unknown
  var votedFor: Observed<ServerID?> = .unknown
  var leader: Observed<ServerID?> = .unknown
  var log: SpecLog?
  var commitIndex: Observed<LogIndex> = .unknown
  var lastApplied: Observed<LogIndex> = .unknown
  var snapshot: Observed<LogPosition> = .unknown
  var configuration: Observed<ConfigurationID> = .unknown
  /// What a restart forgets and no observation shows: votes and indexes of other servers, as the state writes them.
  var volatile: [SpecValue?] = []

  var observation: Observation {
    var observation = Observation()
    observation.currentTerm = currentTerm
    observation.votedFor = votedFor
    observation.role = role
    observation.leader = leader
    if let log {
      observation.lastLogIndex = .known(log.lastIndex)
      observation.lastLogTerm = log.lastTerm
      observation.durableIndex = .known(log.lastIndex)
    }
    observation.commitIndex = commitIndex
    observation.lastApplied = lastApplied
    observation.snapshotIndex = snapshot.map { $0.index }
    observation.configuration = configuration
    return observation
  }
}

/// A log of a state: what a snapshot covers of it, and the entries behind.
struct SpecLog: Equatable {
  /// The entry before the first one; index 0 where there is none.
  var offset = LogIndex.zero
  var offsetTerm: Observed<Term> = .known(.zero)
  /// Consecutive, from the one behind `offset` on.
  var entries: [LogEntry] = []

  var firstIndex: LogIndex { offset.next }
  var lastIndex: LogIndex { LogIndex(offset.rawValue + UInt64(entries.count)) }
  var lastTerm: Observed<Term> { entries.last.map { $0.term } ?? offsetTerm }

  subscript(index: LogIndex) -> LogEntry? {
    guard index > offset, index <= lastIndex else { return nil }
    return entries[Int(index.rawValue - offset.rawValue) - 1]
  }

  func term(at index: LogIndex) -> Observed<Term> {
    if let entry = self[index] { return entry.term }
    return index == offset ? offsetTerm : .unknown
  }

  mutating func truncate(from index: LogIndex) {
    guard index > offset, index <= lastIndex else { return }
    entries.removeLast(Int(lastIndex.rawValue - index.rawValue) + 1)
  }
}
