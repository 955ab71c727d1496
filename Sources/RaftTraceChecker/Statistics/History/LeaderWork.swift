import TraceFormat

/// What a leader's lines show of replication: from append to commit, and how far its followers are behind.
struct LeaderWork {
  struct Lag {
    var largest: UInt64 = 0
    var largestAt: Stamp
    var last: UInt64 = 0
    var lastAt: Stamp
  }

  private static let pendingMaximum = 4096

  private(set) var latencies = Durations()
  private(set) var slowest: (duration: Int64, index: LogIndex, appended: Stamp, committed: Stamp)?
  private(set) var lags: [ServerID: Lag] = [:]
  private var pending: [(index: LogIndex, stamp: Stamp)] = []
  private var newest = LogIndex.zero

  /// Forgets what waits to be committed: another leadership begins or this one ends.
  mutating func reset() {
    pending.removeAll(keepingCapacity: true)
    newest = .zero
  }

  mutating func append(through index: LogIndex, _ stamp: Stamp) {
    guard index > newest else { return }
    newest = index
    if pending.count < Self.pendingMaximum { pending.append((index, stamp)) }
  }

  mutating func commit(through index: LogIndex, _ stamp: Stamp) {
    let done = pending.prefix { $0.index <= index }
    for entry in done {
      guard let duration = entry.stamp.duration(to: stamp).value else { continue }
      latencies.add(duration)
      if duration > slowest?.duration ?? -1 { slowest = (duration, entry.index, entry.stamp, stamp) }
    }
    pending.removeFirst(done.count)
  }

  mutating func acknowledge(by follower: ServerID, match: LogIndex, last: LogIndex, _ stamp: Stamp) {
    let lag = last > match ? last.rawValue - match.rawValue : 0
    var known = lags[follower] ?? Lag(largestAt: stamp, lastAt: stamp)
    if lag > known.largest {
      known.largest = lag
      known.largestAt = stamp
    }
    known.last = lag
    known.lastAt = stamp
    lags[follower] = known
  }
}
