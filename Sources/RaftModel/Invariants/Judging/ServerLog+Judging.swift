import TraceFormat

extension ServerLog {
  /// Whether the log holds this entry at an index, as far as it can be told behind a snapshot.
  func holds(_ entry: Entry, at index: LogIndex) -> Bool {
    if index > snapshot.position.index { return self[index] == entry }
    return index < snapshot.position.index || snapshot.position.term == entry.term
  }

  /// Whether two logs hold the same at an index that both reach, as far as it can be told behind their snapshots.
  func agrees(with other: ServerLog, at index: LogIndex) -> Bool {
    guard index <= lastIndex, index <= other.lastIndex else { return false }
    if let entry = other[index] { return holds(entry, at: index) }
    if let entry = self[index] { return other.holds(entry, at: index) }
    return snapshot.position.index != other.snapshot.position.index
      || snapshot.position.term == other.snapshot.position.term
  }

  /// Whether everything that an earlier log had up to an index is still there, as an entry or in the snapshot.
  func keeps(_ earlier: ServerLog, through index: LogIndex) -> Bool {
    let end = min(index, earlier.lastIndex)
    guard lastIndex >= end, snapshot.position.index >= earlier.snapshot.position.index else { return false }
    var k = max(snapshot.position.index, earlier.snapshot.position.index)
    if k == snapshot.position.index, k <= end, let term = earlier.term(at: k), term != snapshot.position.term
    {
      return false
    }
    while k < end {
      k = k.next
      if self[k] != earlier[k] { return false }
    }
    return true
  }
}

extension Packet {
  /// The position that an AppendEntries request's entries reach; `prevLog` without entries.
  var lastNew: LogPosition {
    entries.isEmpty ? prevLog : LogPosition(term: entries[entries.count - 1].term, index: lastNewIndex)
  }

  /// The first index at which a log holds an entry of another term than the request's; nil for none.
  func firstConflict(with log: ServerLog) -> LogIndex? {
    for k in 0..<entries.count {
      let index = LogIndex(prevLog.index.rawValue + UInt64(k) + 1)
      if let term = log[index]?.term, term != entries[k].term { return index }
    }
    return nil
  }

  /// The index that the message acknowledges to a leader of a term; 0 where it acknowledges nothing.
  func acknowledged(in leaderTerm: Term) -> LogIndex {
    guard term == leaderTerm else { return .zero }
    if kind == .installSnapshotResponse { return matchIndex }
    return kind == .appendEntriesResponse && success ? matchIndex : .zero
  }
}
