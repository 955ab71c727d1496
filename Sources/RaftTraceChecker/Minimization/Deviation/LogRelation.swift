import RaftModel
import TraceFormat

/// How the log that a step leaves comes from the one before it and from the message.
enum LogRelation: Hashable, Sendable {
  case unchanged
  case empty
  case withoutLast
  /// What lies in front of the message's entries, without them.
  case throughPrevious
  /// The entries of the message and what lies in front of them, whatever came behind.
  case throughMessage
  /// Nothing behind the last entry of the message.
  case cutBehindMessage
  /// The old log, and the entries of the message behind its end.
  case withMessageAtEnd
  case throughCommit
  /// The entries of the message in place of old ones, which are kept behind them.
  case overwritten
  /// One entry of the server's own term more; the term of this one is not looked at.
  case withEntry(ServerLog.Entry)
  /// Nothing but the snapshot that the message carries.
  case snapshotOfMessage
  /// The snapshot that the message carries, and the old entries behind it.
  case snapshotOfMessageAndRest
  case exact([ServerLog.Entry])

  static let all: [LogRelation] = [
    .unchanged, .throughMessage, .throughPrevious, .cutBehindMessage, .withMessageAtEnd, .overwritten,
    .withoutLast,
    .throughCommit, .empty, .snapshotOfMessage, .snapshotOfMessageAndRest,
  ]

  /// The log after the step; nil where the relation has no meaning in it, or the model no room.
  func value(_ step: StepKnowledge) -> ServerLog? {
    var log = step.before.log
    let request = step.received.flatMap { $0.kind == .appendEntriesRequest ? $0 : nil }
    switch self {
    case .unchanged: return log
    case .empty: log.truncate(from: log.firstIndex)
    case .withoutLast:
      guard log.count > 0 else { return nil }
      log.truncate(from: log.lastIndex)
    case .throughPrevious:
      guard let request else { return nil }
      log.truncate(from: request.prevLog.index.next)
    case .cutBehindMessage:
      guard let request else { return nil }
      log.truncate(from: request.lastNewIndex.next)
    case .throughMessage:
      guard let request, request.prevLog.index <= log.lastIndex else { return nil }
      log.truncate(from: request.prevLog.index.next)
      guard Self.append(request.entries, to: &log) else { return nil }
    case .withMessageAtEnd:
      guard let request, !request.entries.isEmpty, Self.append(request.entries, to: &log) else { return nil }
    case .overwritten:
      guard let request, !request.entries.isEmpty, Self.overwrite(request, in: &log) else { return nil }
    case .throughCommit: log.truncate(from: step.before.commitIndex.next)
    case .withEntry(var entry):
      guard !log.isFull else { return nil }
      entry.term = step.expected.currentTerm
      log.append(entry)
    case .snapshotOfMessage, .snapshotOfMessageAndRest:
      guard let received = step.received, received.kind == .installSnapshotRequest else { return nil }
      let snapshot = received.snapshot
      guard self == .snapshotOfMessageAndRest else { return ServerLog(snapshot: snapshot) }
      guard snapshot.position.index >= log.snapshot.position.index else { return nil }
      if snapshot.position.index > log.lastIndex { return ServerLog(snapshot: snapshot) }
      log.compact(into: snapshot)
    case .exact(let entries):
      log.truncate(from: log.firstIndex)
      guard entries.count <= ServerLog.capacity else { return nil }
      for entry in entries { log.append(entry) }
    }
    return log
  }

  private static func append(_ entries: EntryList, to log: inout ServerLog) -> Bool {
    guard log.count + entries.count <= ServerLog.capacity else { return false }
    for k in 0..<entries.count { log.append(entries[k]) }
    return true
  }

  private static func overwrite(_ request: Packet, in log: inout ServerLog) -> Bool {
    for k in 0..<request.entries.count {
      let index = LogIndex(request.prevLog.index.rawValue + UInt64(k) + 1)
      if log[index] != nil {
        log.replace(at: index, with: request.entries[k])
      } else if index == log.lastIndex.next, !log.isFull {
        log.append(request.entries[k])
      } else {
        return false
      }
    }
    return true
  }

  static func fitting(_ log: ServerLog, _ step: StepKnowledge) -> [LogRelation] {
    var found = all.filter { $0.value(step)?.hasSameTerms(as: log) ?? false }
    if log.count == step.before.log.count + 1, let last = log[log.lastIndex] {
      let relation = LogRelation.withEntry(last)
      if relation.value(step)?.hasSameTerms(as: log) ?? false { found.append(relation) }
    }
    return found.isEmpty ? [.exact((0..<log.count).map { log.entry($0) })] : found
  }
}

extension ServerLog {
  /// Whether two logs reach equally far and have entries of the same terms, as far as both have them; a trace need not
  /// show who first appended an entry.
  func hasSameTerms(as other: ServerLog) -> Bool {
    guard lastIndex == other.lastIndex, snapshot.position == other.snapshot.position else { return false }
    var index = max(firstIndex, other.firstIndex)
    while index <= lastIndex {
      if self[index]?.term != other[index]?.term { return false }
      index = index.next
    }
    return lastTerm == other.lastTerm
  }

  /// The entry at a place behind the snapshot, from 0.
  func entry(_ place: Int) -> Entry { self[LogIndex(snapshot.position.index.rawValue + UInt64(place) + 1)]! }
}
