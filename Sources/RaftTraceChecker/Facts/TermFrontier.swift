import TraceFormat

/// Facts (term, index) of which only those matter that no other one implies.
///
/// A commit "index `i`, in a term of at most `t`" implies every commit of a lower index in a term of at least `t`. Kept
/// sorted by term with strictly rising indices, so the frontier holds at most one fact a term and both questions are a
/// binary search.
struct TermFrontier<Index: Comparable> {
  struct Fact {
    var term: Term
    var index: Index
    var witness: Witness
  }

  private(set) var facts: [Fact] = []

  /// The fact with the highest index among those of a term below the given one.
  func highest(below term: Term) -> Fact? {
    let i = position(of: term)
    return i == 0 ? nil : facts[i - 1]
  }

  /// Whether a fact is implied by what is known.
  func implies(term: Term, index: Index) -> Bool {
    if let last = facts.last, last.term <= term { return last.index >= index }
    let i = position(of: term)
    if i < facts.count, facts[i].term == term, facts[i].index >= index { return true }
    return i > 0 && facts[i - 1].index >= index
  }

  /// Adds a fact and drops those that it implies.
  mutating func insert(_ fact: Fact) {
    guard !implies(term: fact.term, index: fact.index) else { return }
    let start = position(of: fact.term)
    var end = start
    while end < facts.count, facts[end].index <= fact.index { end += 1 }
    facts.replaceSubrange(start..<end, with: CollectionOfOne(fact))
  }

  /// The number of facts with a term below the given one.
  private func position(of term: Term) -> Int {
    var low = 0
    var high = facts.count
    while low < high {
      let middle = (low + high) / 2
      if facts[middle].term < term { low = middle + 1 } else { high = middle }
    }
    return low
  }
}
