/// Logs with an entry of the same index and term are identical up to that index.
///
/// Raft §5.3, Figure 3. The tutorial's `LogMatchingProperty` stops at the first index whose terms differ, and so misses what is
/// behind it.
extension TutorialState {
  func judgeLogMatching(since before: TutorialState) -> Judgement {
    var judgement = Judgement.notConcerned
    for a in 0..<Self.serverCount where servers[a].log != before.servers[a].log {
      judgement = .held
      for b in 0..<Self.serverCount where b != a {
        guard let index = servers[a].log.lastCommonPosition(with: servers[b].log),
          servers[a].log.prefix(index) != servers[b].log.prefix(index)
        else { continue }
        return .violated(
          "\(Self.name(of: a)) has \(servers[a].log) and \(Self.name(of: b)) \(servers[b].log), "
            + "with the same term at index \(index)")
      }
    }
    return judgement
  }
}

extension TutorialLog {
  /// The last index at which both logs have an entry of the same term.
  fileprivate func lastCommonPosition(with other: TutorialLog) -> Int? {
    var index = min(lastIndex, other.lastIndex)
    while index > 0, self[index].term != other[index].term { index -= 1 }
    return index > 0 ? index : nil
  }
}
