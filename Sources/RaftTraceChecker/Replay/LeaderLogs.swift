import TraceFormat

/// The logs of the leaders of the latest terms, for what a message does not show of its entries.
///
/// Raft §5.3: a leader never changes its log but at the end, so the entry that it sends at an index is the one it holds there.
struct LeaderLogs {
  private struct Leader {
    var group: GroupID
    var term: Term
    var slot: Int
    /// nil while the leadership lasts: the server's own log then.
    var log: ReplayedLog?
  }

  /// The most leaderships that are remembered.
  private static let leaderMaximum = 64

  private var leaders: [Leader] = []

  mutating func begin(_ term: Term, _ group: GroupID, slot: Int) {
    if let known = leaders.firstIndex(where: { $0.term == term && $0.group == group && $0.slot == slot }) {
      leaders[known].log = nil
      return
    }
    leaders.append(Leader(group: group, term: term, slot: slot, log: nil))
    if leaders.count > Self.leaderMaximum { leaders.removeFirst() }
  }

  /// Keeps the log with which a leadership ended.
  mutating func end(slot: Int, log: ReplayedLog) {
    for k in leaders.indices where leaders[k].slot == slot && leaders[k].log == nil { leaders[k].log = log }
  }

  /// Where the leader of a term is followed; nil where none is known.
  func leader(of term: Term, _ group: GroupID, _ servers: [ReplayedServer]) -> (slot: Int, log: ReplayedLog)?
  {
    for leader in leaders.reversed() where leader.term == term && leader.group == group {
      return (leader.slot, leader.log ?? servers[leader.slot].log)
    }
    return nil
  }
}
