import TraceFormat

/// Commits of which only those are kept that no other one implies.
///
/// "Committed through `mark`, in a term of at most `bound`" implies every lower mark with a later bound. Kept sorted by bound
/// with strictly rising marks, so the frontier holds at most one fact a term and every question is a binary search.
struct CommitFrontier<Mark: Comparable> {
  private struct Fact {
    var mark: Mark
    var commit: CommitFact
  }

  private var facts: [Fact] = []

  /// The commit with the highest mark among those of a term below the given one.
  func highest(below term: Term) -> (mark: Mark, commit: CommitFact)? {
    let i = position(of: term)
    return i == 0 ? nil : (facts[i - 1].mark, facts[i - 1].commit)
  }

  /// Adds a commit and drops those that it implies.
  mutating func insert(_ commit: CommitFact, mark: Mark) {
    if isImplied(mark, commit.bound) { return }
    let start = position(of: commit.bound)
    var end = start
    while end < facts.count, facts[end].mark <= mark { end += 1 }
    facts.replaceSubrange(start..<end, with: CollectionOfOne(Fact(mark: mark, commit: commit)))
  }

  private func isImplied(_ mark: Mark, _ bound: Term) -> Bool {
    if let last = facts.last, last.commit.bound <= bound { return last.mark >= mark }
    let i = position(of: bound)
    if i < facts.count, facts[i].commit.bound == bound, facts[i].mark >= mark { return true }
    return i > 0 && facts[i - 1].mark >= mark
  }

  /// The number of facts with a bound below the given term.
  private func position(of term: Term) -> Int {
    var low = 0
    var high = facts.count
    while low < high {
      let middle = (low + high) / 2
      if facts[middle].commit.bound < term { low = middle + 1 } else { high = middle }
    }
    return low
  }
}
