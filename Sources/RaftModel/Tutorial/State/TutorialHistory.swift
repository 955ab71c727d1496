/// Which entries leaders have committed so far, and in which term; it outlives what servers forget.
///
/// Raft §5.3: an entry is committed once the leader that created it has replicated it on a majority. The tutorial has no such
/// variable: it serves the properties. Its `term` is the one that the server has when it commits, which is not always the one it led:
/// the tutorial's leader commits without looking whether it still leads. So it is the latest term in which one can say that the
/// entry was committed, and nobody is blamed for lacking it who need not have it.
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

  /// Adds what a server that has a term commits of its log.
  mutating func commit(_ log: TutorialLog, upTo lastIndex: Int, term: UInt8) {
    while entries.lastIndex < min(lastIndex, log.lastIndex) {
      entries.append(log[entries.lastIndex + 1])
      terms.append(TutorialEntry(term: term, command: 0))
    }
  }
}
