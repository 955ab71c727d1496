public import RaftModel
public import TraceFormat

extension ModelCluster {
  /// Puts a server into a state, as if it had come there by steps.
  ///
  /// Commands of one term count as taken by one leader: equal terms at an index are equal entries (Log Matching).
  public mutating func set(
    _ server: ServerID, term: UInt64, log terms: [UInt64] = [], vote: ServerID? = nil, commit: UInt64 = 0
  ) {
    set(
      server, term: term, entries: terms.map { .command(term: Term($0), from: n1) }, vote: vote,
      commit: commit)
  }

  public mutating func set(
    _ server: ServerID, term: UInt64, entries: [ServerLog.Entry], vote: ServerID? = nil, commit: UInt64 = 0
  ) {
    var new = ServerState(membership: state[server].log.snapshot.membership)
    new.log = ServerLog(snapshot: state[server].log.snapshot)
    new.currentTerm = Term(term)
    new.votedFor = vote
    for entry in entries { new.log.append(entry) }
    new.commitIndex = max(LogIndex(commit), new.log.snapshot.position.index)
    new.lastApplied = new.log.snapshot.position.index
    new.machine = new.log.snapshot.content
    state[server] = new
    if let vote { state.history.recordVote(of: server, for: vote, in: Term(term)) }
    for index in 1..<(new.commitIndex.rawValue + 1) {
      guard let entry = new.log[LogIndex(index)] else { continue }
      state.history.recordCommitted(entry, at: LogIndex(index), in: Term(term))
    }
    while state[server].lastApplied < state[server].commitIndex {
      do { try model.rules.apply(server, in: &state) } catch { return }
    }
  }
}

extension ServerLog {
  /// The terms of the entries behind the snapshot.
  public var terms: [UInt64] { entries.map(\.term.rawValue) }

  /// The entries behind the snapshot.
  public var entries: [Entry] {
    (0..<count).compactMap { self[LogIndex(firstIndex.rawValue + UInt64($0))] }
  }
}
