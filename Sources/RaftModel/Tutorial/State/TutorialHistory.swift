/// Which entries leaders have committed so far, and in which term; it outlives what servers forget.
///
/// Raft §5.3: an entry is committed once the leader that created it has replicated it on a majority. The tutorial has no such
/// variable: it serves the properties. Its `term` is that of the entry whose leader decided, not the term that the server has by now:
/// the tutorial's leader commits without looking whether it still leads.
public struct TutorialHistory: Hashable, Sendable, BitwiseCopyable {
  /// The first entry committed at each index.
  public internal(set) var entries = TutorialLog()
  /// The term in which it was committed, by index; as entries, for the packing.
  private(set) var terms = TutorialLog()

  init(entries: TutorialLog = TutorialLog(), terms: TutorialLog = TutorialLog()) {
    self.entries = entries
    self.terms = terms
  }

  /// The term in which the entry at an index was committed; 0 for none.
  public func term(at index: Int) -> UInt8 { terms[index].term }

  /// Adds what a leader that won a term has committed of its log.
  mutating func commit(_ log: TutorialLog, upTo lastIndex: Int, term: UInt8) {
    while entries.lastIndex < min(lastIndex, log.lastIndex) {
      entries.append(log[entries.lastIndex + 1])
      terms.append(TutorialEntry(term: term, command: 0))
    }
  }
}
