import TraceFormat

/// What a leader's request does to a follower's log, as far as the two are known, until the follower's lines have shown it.
///
/// Raft Figure 2 (AppendEntries RPC, receiver implementation 2 to 4).
struct PendingAppend {
  /// Where an entry of the log conflicts with one of the request.
  enum Conflict: Hashable {
    case none
    case at(LogIndex)
    /// Perhaps at any of the request's entries.
    case unknown
  }

  let previous: LogIndex
  let previousTerm: Term?
  /// The last index of the request.
  let reach: LogIndex
  /// Whether the log holds what precedes the entries; nil where that is unknown.
  private(set) var isAcceptable: Bool?
  /// The log through `reach` once the request is accepted.
  let accepted: ReplayedLog
  let conflict: Conflict
  /// Whether the log has been seen to change by it.
  private(set) var isUnderWay = false
  /// The lowest index at which the log may end from now on.
  private(set) var floor: LogIndex

  /// - Parameter terms: the term of the entry of the request at an index, where it is known.
  init(
    previous: LogIndex, previousTerm: Term?, count: UInt64, log: ReplayedLog, terms: (LogIndex) -> Term?
  ) {
    self.previous = previous
    self.previousTerm = previousTerm
    reach = LogIndex(previous.rawValue &+ count)
    isAcceptable = log.contains(previousTerm, at: previous)
    conflict = Self.conflict(previous, reach, log, terms)
    accepted = Self.accepted(previous, previousTerm, reach, log, terms)
    floor =
      switch conflict {
      case .none: log.last ?? previous
      case .at(let index): index.previous
      case .unknown: previous
      }
  }

  private static func conflict(
    _ previous: LogIndex, _ reach: LogIndex, _ log: ReplayedLog, _ terms: (LogIndex) -> Term?
  ) -> Conflict {
    var index = previous.next
    let end = min(reach, log.last ?? reach)
    while index <= end {
      guard let own = log.term(at: index), let term = terms(index) else { return .unknown }
      if own != term { return .at(index) }
      index = index.next
    }
    return .none
  }

  private static func accepted(
    _ previous: LogIndex, _ previousTerm: Term?, _ reach: LogIndex, _ log: ReplayedLog,
    _ terms: (LogIndex) -> Term?
  ) -> ReplayedLog {
    var accepted = log
    accepted.truncate(to: previous)
    if let previousTerm { accepted.learn(previousTerm, at: previous) }
    var index = previous
    while index < reach {
      let term = terms(index.next)
      accepted.append(1, of: term, behind: index)
      index = index.next
    }
    return accepted
  }

  /// Whether the log may end at an index while the request is carried out, or when it is.
  func mayEnd(at index: LogIndex) -> Bool { isAcceptable != false && floor <= index && index <= reach }

  /// Whether the log may lose its entries from an index on.
  func mayTruncate(from index: LogIndex) -> Bool {
    guard isAcceptable != false, !isUnderWay else { return false }
    switch conflict {
    case .none: return false
    case .at(let conflict): return index == conflict
    case .unknown: return previous < index && index <= reach
    }
  }

  /// Whether the log may lose its entries from an index on, of which the first that conflicts is removed later.
  func mayTruncateTail(from index: LogIndex) -> Bool {
    guard isAcceptable != false, case .at(let conflict) = conflict else { return mayTruncate(from: index) }
    return index >= conflict
  }

  /// The log when it ends at an index within the request.
  func log(endingAt index: LogIndex) -> ReplayedLog {
    var log = accepted
    log.truncate(to: index)
    return log
  }

  /// Takes in that the server itself has dropped the end of its log before it looks at the request.
  mutating func rollBack(to index: LogIndex) {
    floor = min(floor, max(index, previous))
    if index < previous { isAcceptable = false }
  }

  /// Takes in that the log now ends at an index within the request.
  mutating func advance(to index: LogIndex) {
    isUnderWay = true
    floor = index
  }
}
