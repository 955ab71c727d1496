import RaftModel
import TraceFormat

/// A server's log as lines tell it: of any length, and perhaps not known from its beginning.
///
/// What is not known is filled with the likeliest, for messages that do not show it; `isKnown` tells the two apart.
struct ReadLog {
  private(set) var snapshot: ServerLog.SnapshotState
  private(set) var entries: [ServerLog.Entry] = []
  /// Whether every entry behind the snapshot was shown.
  var isKnown = false

  init(membership: Membership) { snapshot = ServerLog.SnapshotState(membership: membership) }

  var lastIndex: LogIndex { LogIndex(snapshot.position.index.rawValue + UInt64(entries.count)) }
  var lastTerm: Term { entries.last?.term ?? snapshot.position.term }
  var last: LogPosition { LogPosition(term: lastTerm, index: lastIndex) }

  subscript(index: LogIndex) -> ServerLog.Entry? {
    guard index > snapshot.position.index, index <= lastIndex else { return nil }
    return entries[slot(index)]
  }

  func term(at index: LogIndex) -> Term? {
    index == snapshot.position.index ? snapshot.position.term : self[index]?.term
  }

  var membership: Membership { membership(at: lastIndex) }

  func membership(at index: LogIndex) -> Membership {
    var position = min(index, lastIndex)
    while position > snapshot.position.index {
      if let membership = self[position]?.membership { return membership }
      position = position.previous
    }
    return snapshot.membership
  }

  /// The index of the latest entry with a configuration; 0 for none.
  var membershipIndex: LogIndex {
    guard let slot = entries.lastIndex(where: \.isMembership) else { return .zero }
    return LogIndex(snapshot.position.index.rawValue + UInt64(slot) + 1)
  }

  /// Adds an entry where a line says that it is; what the log seemed to have from there on was not there.
  mutating func append(_ entry: ServerLog.Entry, at index: LogIndex) {
    let first = snapshot.position.index.next
    if index <= lastIndex { truncate(from: max(index, first)) }
    if index < first { return }
    if index != lastIndex.next { forget(upTo: LogPosition(term: entry.term, index: index.previous)) }
    if index == LogIndex(1) { isKnown = true }
    entries.append(entry)
  }

  /// The log ends at a position, and what is before it is not known.
  private mutating func forget(upTo end: LogPosition) {
    snapshot.membership = membership
    snapshot.position = end
    entries = []
    isKnown = false
  }

  mutating func truncate(from index: LogIndex) {
    if index <= LogIndex(1), snapshot.position.index == .zero { isKnown = true }
    guard index <= lastIndex else { return }
    let kept = index > snapshot.position.index ? slot(index) : 0
    entries.removeSubrange(kept...)
  }

  mutating func replace(at index: LogIndex, with entry: ServerLog.Entry) {
    guard self[index] != nil else { return }
    entries[slot(index)] = entry
  }

  /// Drops what a snapshot covers and keeps what follows, or nothing.
  mutating func compact(into snapshot: ServerLog.SnapshotState, keepsSuffix: Bool) {
    let end = snapshot.position.index
    if keepsSuffix, end >= self.snapshot.position.index, end <= lastIndex {
      entries.removeFirst(Int(end.rawValue - self.snapshot.position.index.rawValue))
    } else {
      entries = []
      isKnown = true
    }
    self.snapshot = snapshot
  }

  /// Begins with what a first line shows; inner terms that it does not show are taken for the last one's.
  mutating func begin(snapshotIndex: LogIndex, last: LogPosition) {
    snapshot.position = LogPosition(term: snapshotIndex == .zero ? .zero : last.term, index: snapshotIndex)
    let count = last.index.rawValue - min(last.index, snapshotIndex).rawValue
    entries = Array(repeating: .noOperation(term: last.term), count: Int(min(count, 16)))
    isKnown = count == 0 && snapshotIndex == .zero
  }

  mutating func setMembership(_ membership: Membership) { snapshot.membership = membership }

  /// The log of a model; nil where it holds more entries than a model's.
  var modelled: ServerLog? {
    guard entries.count <= ServerLog.capacity else { return nil }
    var log = ServerLog(snapshot: snapshot)
    for entry in entries { log.append(entry) }
    return log
  }

  private func slot(_ index: LogIndex) -> Int {
    Int(index.rawValue - snapshot.position.index.rawValue) - 1
  }
}
