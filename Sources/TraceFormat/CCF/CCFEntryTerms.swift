/// The terms of the entries of one log, as far as they are certain; kept as runs of equal terms, the latest few.
struct CCFEntryTerms {
  private struct Run {
    var first: LogIndex
    var last: LogIndex
    var term: Term
  }

  private static let runMaximum = 64

  private var runs: [Run] = []

  func term(at index: LogIndex) -> Observed<Term> {
    Observed(runs.last { $0.first <= index && index <= $0.last }?.term)
  }

  /// Takes in an entry; what the log held at its index and behind it is gone.
  mutating func append(_ term: Observed<Term>, at index: LogIndex) {
    truncate(from: index)
    guard let term = term.value else { return }
    if let last = runs.last, last.term == term, last.last.next == index {
      runs[runs.count - 1].last = index
      return
    }
    runs.append(Run(first: index, last: index, term: term))
    if runs.count > Self.runMaximum { runs.removeFirst() }
  }

  mutating func truncate(from index: LogIndex) {
    while let last = runs.last, last.last >= index {
      if last.first >= index {
        runs.removeLast()
      } else {
        runs[runs.count - 1].last = index.previous
      }
    }
  }
}

/// What the leaders of the latest terms had in their logs: a leader's log only grows within its term, so what a request of
/// that term brings is known however late it arrives.
struct CCFLeaderLogs {
  private static let leaderMaximum = 64

  private var logs: [(term: Term, entries: CCFEntryTerms)] = []

  subscript(term: Term) -> CCFEntryTerms? { logs.last { $0.term == term }?.entries }

  /// Takes in the log with which a term's leader begins, or to which it has grown.
  mutating func note(_ entries: CCFEntryTerms, of term: Term) {
    if let known = logs.lastIndex(where: { $0.term == term }) {
      logs[known].entries = entries
      return
    }
    logs.append((term, entries))
    if logs.count > Self.leaderMaximum { logs.removeFirst() }
  }
}
