import TraceFormat

/// How many elections were there, how many succeeded, how many terms were burnt, and is it a storm?
///
/// Raft §5.2. Pre-votes are no elections. A storm is three terms within a window, by the clock of one server.
struct Elections {
  private let group: GroupHistory
  private let options: StatisticsOptions

  init(_ group: GroupHistory, _ options: StatisticsOptions) {
    self.group = group
    self.options = options
  }

  var answer: StatisticsAnswer {
    let campaigns = group.campaigns.filter { !$0.isPreVote }
    let preVotes = group.campaigns.count - campaigns.count
    let rises = group.servers.compactMap { termRises(of: $0) }
    guard !campaigns.isEmpty || !group.reigns.isEmpty || !rises.isEmpty || preVotes > 0 else {
      return .notObservable(.elections, [.votes, .terms] + group.missingLogs)
    }
    var findings = [summary(campaigns, preVotes: preVotes)]
    if let burnt = burnt() { findings.append(burnt) }
    if let storm = storm() { findings.append(storm) }
    findings += winners()
    var missing: [Lack] = []
    if !group.hasTimes { missing.append(.times) }
    return StatisticsAnswer(.elections, findings, missing: missing + group.missingLogs)
  }

  private func summary(_ campaigns: [Campaign], preVotes: Int) -> Finding {
    Finding(.electionsWon) {
      $0.count = group.reigns.count
      $0.total = campaigns.count
      $0.index = LogIndex(UInt64(preVotes))
    }
  }

  private func winners() -> [Finding] {
    var wins: [ServerID: Int] = [:]
    var first: [ServerID: Stamp] = [:]
    for reign in group.reigns {
      wins[reign.leader, default: 0] += 1
      if first[reign.leader] == nil { first[reign.leader] = reign.begin }
    }
    return group.participants.compactMap { server in
      wins[server].map { count in
        Finding(.reigns) {
          $0.server = server
          $0.count = count
          $0.evidence = first[server].map { [$0.position] } ?? []
        }
      }
    }
  }

  /// The terms of the trace that had no leader, and how fast terms went by.
  private func burnt() -> Finding? {
    let rises = group.servers.compactMap { termRises(of: $0) }
    guard let lowest = rises.map(\.first.term).min(), let highest = rises.map(\.last.term).max(),
      highest > lowest
    else { return nil }
    let led = Set(group.reigns.map(\.term)).filter { $0 > lowest && $0 <= highest }.count
    let total = Int(clamping: highest.rawValue - lowest.rawValue)
    let widest = rises.max { $0.last.term.rawValue - $0.first.term.rawValue < $1.last.term.rawValue - $1.first.term.rawValue }
    return Finding(.termsBurnt) {
      $0.count = total - led
      $0.total = total
      $0.earlierTerm = lowest
      $0.term = highest
      $0.server = widest?.server
      if let widest, let duration = widest.first.stamp.duration(to: widest.end).value, duration > 0 {
        let terms = Double(widest.last.term.rawValue - widest.first.term.rawValue)
        $0.rate = terms / (Double(duration) / 60e9)
        $0.duration = DurationBounds(lower: .known(duration), upper: .known(duration), clock: widest.server)
      }
      $0.evidence = [widest?.first.stamp, widest?.last.stamp].compactMap { $0?.position }.uniqued
    }
  }

  private struct Rises {
    var server: ServerID
    var first: (term: Term, stamp: Stamp)
    var last: (term: Term, stamp: Stamp)
    var end: Stamp
  }

  private func termRises(of history: ServerRecord) -> Rises? {
    let terms = history.segments.compactMap { segment in segment.term.map { (term: $0, stamp: segment.begin) } }
    guard let first = terms.first, let last = terms.max(by: { $0.term < $1.term }), let end = history.last else {
      return nil
    }
    return Rises(server: history.server, first: first, last: terms.first { $0.term == last.term } ?? last, end: end)
  }

  /// Terms that began because a leader was killed, stopped, removed or handed over: these make no storm.
  private var excused: Set<Term> {
    var terms: Set<Term> = []
    for (i, reign) in group.reigns.enumerated() {
      guard let next = group.reigns[(i + 1)...].first(where: { $0.term > reign.term }) else { continue }
      switch reign.ending {
      case .died, .stopped: terms.insert(next.term)
      case .steppedDown, .higherTerm, .notShown: if reign.transfer != nil { terms.insert(next.term) }
      }
    }
    return terms
  }

  /// The densest stretch of terms in one server's lines.
  private func storm() -> Finding? {
    let excused = excused
    return group.servers.compactMap { densest(of: $0, excused) }.max { ($0.count ?? 0) < ($1.count ?? 0) }
  }

  private func densest(of history: ServerRecord, _ excused: Set<Term>) -> Finding? {
    var rises: [(term: Term, stamp: Stamp)] = []
    for segment in history.segments {
      guard let term = segment.term, !excused.contains(term), rises.last.map({ $0.term < term }) ?? true else { continue }
      rises.append((term, segment.begin))
    }
    // Terms that a server learns in one line were not burnt before its eyes, and the first that it shows is no rise.
    var best: (from: Int, to: Int)?
    var from = 1
    for to in rises.indices.dropFirst() {
      while from < to, rises[from].stamp.duration(to: rises[to].stamp).value.map({ $0 > options.stormWindow }) ?? true {
        from += 1
      }
      if to - from + 1 >= 3, to - from > best.map({ $0.to - $0.from }) ?? 0 { best = (from, to) }
    }
    guard let best else { return nil }
    let stretch = stormStretch(around: best, rises)
    return Finding(.storm) {
      $0.server = history.server
      $0.count = stretch.count
      $0.earlierTerm = rises[stretch.lowerBound].term
      $0.term = rises[stretch.upperBound - 1].term
      let duration = rises[stretch.lowerBound].stamp.duration(to: rises[stretch.upperBound - 1].stamp)
      $0.duration = DurationBounds(lower: duration, upper: duration, clock: history.server)
      $0.evidence = [rises[stretch.lowerBound].stamp.position, rises[stretch.upperBound - 1].stamp.position]
    }
  }

  /// The storm goes on as long as terms follow each other at the same density.
  private func stormStretch(
    around best: (from: Int, to: Int), _ rises: [(term: Term, stamp: Stamp)]
  ) -> Range<Int> {
    func isDense(_ i: Int) -> Bool {
      guard i >= 1, i + 2 < rises.count else { return false }
      return rises[i].stamp.duration(to: rises[i + 2].stamp).value.map { $0 <= options.stormWindow } ?? false
    }
    var (low, high) = (best.from, best.to)
    while isDense(low - 1) { low -= 1 }
    while isDense(high - 1) { high += 1 }
    return low..<high + 1
  }
}
