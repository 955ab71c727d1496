import TraceFormat

/// Where the logs of elected leaders end, of which only those facts are kept that no other one implies.
///
/// "The leader of term `t` had nothing behind `end`" is the stronger the later the term and the shorter the log. Sorted by
/// term with strictly rising ends, so at most one fact a term and every question is a binary search.
struct LeaderFrontier<End: Comparable> {
  struct Fact {
    var end: End
    var leader: Candidacy

    var term: Term { leader.term }
  }

  private var facts: [Fact] = []

  /// The leader with the shortest log among those of a term above the given one.
  func shortest(above term: Term) -> Fact? {
    let i = firstPosition(above: term)
    return i < facts.count ? facts[i] : nil
  }

  /// Adds a fact and drops those that it implies.
  mutating func insert(_ fact: Fact) {
    let next = firstPosition(above: fact.term)
    if next < facts.count, facts[next].end <= fact.end { return }
    if next > 0, facts[next - 1].term == fact.term, facts[next - 1].end <= fact.end { return }
    var start = next
    while start > 0, facts[start - 1].end >= fact.end { start -= 1 }
    facts.replaceSubrange(start..<next, with: CollectionOfOne(fact))
  }

  private func firstPosition(above term: Term) -> Int {
    var low = 0
    var high = facts.count
    while low < high {
      let middle = (low + high) / 2
      if facts[middle].term <= term { low = middle + 1 } else { high = middle }
    }
    return low
  }
}
