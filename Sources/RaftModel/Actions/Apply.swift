public import TraceFormat

extension RaftRules {
  /// Server `i` applies the next committed entry to its state machine.
  ///
  /// Raft §5.3 and Figure 2 (All Servers) · dissertation §6.4: a read may have waited for it.
  public func apply(_ i: ServerID, in state: inout ClusterState) throws(DisabledAction) {
    try require(
      state[i].lastApplied < state[i].commitIndex, "commitIndex(i) > lastApplied(i)",
      found: .index(state[i].commitIndex))
    let index = state[i].lastApplied.next
    guard let entry = state[i].log[index] else {
      throw DisabledAction("last index of log(i) > lastApplied(i)", found: .index(state[i].log.lastIndex))
    }

    state[i].lastApplied = index
    state[i].machine = Self.digest(state[i].machine, entry)
    serveRead(i, in: &state)
  }

  /// Digest of a state machine after one more entry.
  ///
  /// Of the entry only the term and the kind enter: a digest must not change when servers are renamed.
  static func digest(_ machine: UInt32, _ entry: ServerLog.Entry) -> UInt32 {
    let kind: UInt32 = entry.isMembership ? 1 : entry.isNoOperation ? 2 : 3
    let value = UInt32(truncatingIfNeeded: entry.term.rawValue) &* 4 &+ kind
    return ((machine ^ value) &* 0x9e37_79b1) ^ (machine >> 15)
  }
}
