/// What the logs of a state show that Raft forbids.
extension TutorialState {
  /// A server that leads on has lost or changed an entry; Raft §5.3 (Leader Append-Only).
  func aLeaderChangedItsLog(since before: TutorialState) -> Bool {
    for index in 0..<Self.serverCount {
      let (old, new) = (before.servers[index], servers[index])
      guard old.mode == .leader, new.mode == .leader, old.currentTerm == new.currentTerm else { continue }
      if new.log.prefix(old.log.lastIndex) != old.log { return true }
    }
    return false
  }

  /// Two logs have an entry of the same index and term, and differ there or before it; Raft §5.3 (Log Matching).
  ///
  /// The tutorial's assertion stops at the first index whose terms differ, and so misses what is behind it.
  var hasLogsThatDiffer: Bool {
    for a in 0..<Self.serverCount {
      for b in 0..<a where servers[a].log.differsBelowACommonPosition(from: servers[b].log) { return true }
    }
    return false
  }

  /// A term in a log is below the one before it; Raft §5.3: a leader's entries have its term, and terms only grow.
  var hasFallingTerms: Bool {
    for server in 0..<Self.serverCount {
      let log = servers[server].log
      for index in stride(from: 2, through: log.lastIndex, by: 1) where log[index].term < log[index - 1].term {
        return true
      }
    }
    return false
  }
}

extension TutorialLog {
  fileprivate func differsBelowACommonPosition(from other: TutorialLog) -> Bool {
    var index = min(lastIndex, other.lastIndex)
    while index > 0, self[index].term != other[index].term { index -= 1 }
    return prefix(index) != other.prefix(index)
  }
}
