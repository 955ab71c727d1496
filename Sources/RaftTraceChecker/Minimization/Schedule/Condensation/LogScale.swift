import TraceFormat

/// A shorter numbering of a log: only some indices count, and every other one is taken together with the last before it
/// that does.
///
/// Every log and every message of a trace is renumbered alike, and order is kept. So what Raft compares compares as
/// before, if each index that counts less has the term of the one it is taken together with; what lies in front of the
/// first that counts is as if it had never been.
struct LogScale {
  /// The indices that count, rising.
  let kept: [LogIndex]

  /// The number of an entry in the shorter log; 0 for one in front of it.
  func callAsFunction(_ index: LogIndex) -> LogIndex {
    var (low, high) = (0, kept.count)
    while low < high {
      let middle = (low + high) / 2
      if kept[middle] <= index { low = middle + 1 } else { high = middle }
    }
    return LogIndex(UInt64(low))
  }

  func keeps(_ index: LogIndex) -> Bool {
    let number = self(index)
    return number > .zero && kept[Int(number.rawValue) - 1] == index
  }

  /// The number of the first entry that is not in front of an index.
  func following(_ index: LogIndex) -> LogIndex { self(index.previous).next }

  func position(_ index: Observed<LogIndex>, _ term: Observed<Term>) -> (Observed<LogIndex>, Observed<Term>) {
    let index = index.map { self($0) }
    return (index, index == .known(.zero) && term.isKnown ? .known(.zero) : term)
  }

  func entries(_ entries: [LogEntry]) -> [LogEntry] {
    entries.filter { keeps($0.index) }.map { entry in
      var entry = entry
      entry.index = self(entry.index)
      return entry
    }
  }

  func batch(_ batch: EntryBatch) -> EntryBatch {
    let entries = entries(batch.entries)
    return EntryBatch(count: batch.isWhole ? .known(entries.count) : batch.count, entries: entries)
  }
}
