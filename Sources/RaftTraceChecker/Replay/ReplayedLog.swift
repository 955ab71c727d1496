import TraceFormat

/// A server's log as far as a replay knows it: the terms of its entries by index, and where it ends.
///
/// Terms are kept as runs, so that the log of a long trace takes a place a change of term, not a place an entry.
struct ReplayedLog: Hashable {
  /// Entries of one term, or of unknown ones; a run ends where the next begins, the last one with the log.
  private struct Run: Hashable {
    var first: LogIndex
    var term: Term?
  }

  /// The most runs that are kept; the oldest are forgotten.
  static let runMaximum = 512

  /// Nothing is known before the first run.
  private var runs: [Run]
  /// The last index; nil where the log may end anywhere.
  private(set) var last: LogIndex?

  /// A log of which nothing is known.
  static let unknown = ReplayedLog(runs: [], last: nil)
  /// A log without entries.
  static let empty = ReplayedLog(runs: [], last: .zero)

  private init(runs: [Run], last: LogIndex?) {
    self.runs = runs
    self.last = last
  }

  /// A log of which only the end is known, or the index of the end.
  init(last: LogIndex, term: Term?) {
    self.init(runs: [], last: last)
    guard last > .zero, let term else { return }
    runs = [Run(first: last, term: term)]
  }

  /// The term of an entry; nil where it is unknown, or no entry.
  func term(at index: LogIndex) -> Term? {
    if let last, index > last { return nil }
    var k = runs.count - 1
    while k >= 0, runs[k].first > index { k -= 1 }
    return k >= 0 ? runs[k].term : nil
  }

  var lastTerm: Term? {
    guard let last else { return nil }
    return last == .zero ? .zero : term(at: last)
  }

  /// Whether the log holds an entry of a term at an index; nil where that is unknown.
  ///
  /// Every log holds the position before its first entry.
  func contains(_ term: Term?, at index: LogIndex) -> Bool? {
    if index == .zero { return true }
    if let last, index > last { return false }
    guard let own = self.term(at: index), let term else { return nil }
    return own == term
  }

  /// The first index behind another at which the two logs hold entries of different terms for certain.
  func firstDifference(from other: ReplayedLog, behind index: LogIndex) -> LogIndex? {
    guard let last else { return nil }
    var index = index.next
    while index <= last {
      if let own = term(at: index), let theirs = other.term(at: index), own != theirs { return index }
      index = index.next
    }
    return nil
  }

  /// Forgets what follows an index, and where the log ends.
  mutating func forget(behind index: LogIndex) {
    let index = last.map { min($0, index) } ?? index
    cut(behind: index)
    runs.append(Run(first: index.next, term: nil))
    last = nil
  }

  /// Removes what follows an index; the log then ends there, and of entries behind its old end nothing is known.
  mutating func truncate(to index: LogIndex) {
    if let last, last < index { runs.append(Run(first: last.next, term: nil)) }
    cut(behind: index)
    last = index
  }

  private mutating func cut(behind index: LogIndex) {
    while let run = runs.last, run.first > index { runs.removeLast() }
  }

  /// Adds entries of one term, or of unknown terms, behind an index at which the log ends.
  mutating func append(_ count: UInt64, of term: Term?, behind index: LogIndex) {
    guard count > 0 else { return }
    truncate(to: index)
    if runs.last?.term != term || runs.isEmpty { runs.append(Run(first: index.next, term: term)) }
    last = LogIndex(index.rawValue + count)
    if runs.count > Self.runMaximum { runs.removeFirst(runs.count - Self.runMaximum) }
  }

  /// Learns the term of an entry that was unknown.
  mutating func learn(_ term: Term, at index: LogIndex) {
    guard index > .zero, self.term(at: index) == nil, last.map({ index <= $0 }) ?? true else { return }
    var k = runs.count - 1
    while k >= 0, runs[k].first > index { k -= 1 }
    let end = k + 1 < runs.count ? runs[k + 1].first.previous : last
    var pieces: [Run] = []
    if k >= 0, runs[k].first < index { pieces.append(runs[k]) }
    pieces.append(Run(first: index, term: term))
    if end != index { pieces.append(Run(first: index.next, term: nil)) }
    if k >= 0 { runs.replaceSubrange(k...k, with: pieces) } else { runs.insert(contentsOf: pieces, at: 0) }
    if runs.count > Self.runMaximum { runs.removeFirst(runs.count - Self.runMaximum) }
  }

  /// Learns where the log ends.
  mutating func learnEnd(_ index: LogIndex, term: Term?) {
    if last != index { truncate(to: index) }
    if let term { learn(term, at: index) }
  }

  /// What is left of the knowledge where the log may be either.
  func joined(with other: ReplayedLog) -> ReplayedLog {
    if self == other { return self }
    var common: [Run] = []
    var (i, k) = (0, 0)
    while i < runs.count || k < other.runs.count {
      let next = min(
        i < runs.count ? runs[i].first : LogIndex(.max),
        k < other.runs.count ? other.runs[k].first : LogIndex(.max))
      if i < runs.count, runs[i].first == next { i += 1 }
      if k < other.runs.count, other.runs[k].first == next { k += 1 }
      let own = i > 0 ? runs[i - 1].term : nil
      let theirs = k > 0 ? other.runs[k - 1].term : nil
      let term = own == theirs ? own : nil
      if common.last.map({ $0.term != term }) ?? (term != nil) { common.append(Run(first: next, term: term)) }
    }
    var joined = ReplayedLog(runs: common, last: last == other.last ? last : nil)
    if last != other.last, let end = Self.lower(last, other.last) { joined.forget(behind: end) }
    return joined
  }

  private static func lower(_ a: LogIndex?, _ b: LogIndex?) -> LogIndex? {
    guard let a, let b else { return a ?? b }
    return min(a, b)
  }
}
