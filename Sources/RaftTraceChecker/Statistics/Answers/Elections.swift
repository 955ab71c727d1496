import TraceFormat

/// How many elections were there, how many succeeded, how many terms were burnt, and is it a storm?
///
/// Raft §5.2. Pre-votes are no elections. In a storm terms follow each other at the rate of three a window, by the clock of one
/// server, and none of them brought a commit.
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

  /// Terms that make no storm: those whose leader committed, and those that began because a leader was killed, stopped or
  /// handed over.
  private var excused: Set<Term> {
    var terms: Set<Term> = []
    for campaign in group.campaigns where campaign.isTransfer { campaign.term.map { _ = terms.insert($0) } }
    for (i, reign) in group.reigns.enumerated() {
      if reign.firstCommit != nil { terms.insert(reign.term) }
      guard let next = group.reigns[(i + 1)...].first(where: { $0.term > reign.term }) else { continue }
      switch reign.ending {
      case .died, .stopped: terms.insert(next.term)
      case .steppedDown, .higherTerm, .notShown: if reign.transfer != nil { terms.insert(next.term) }
      }
    }
    return terms
  }

  private func storm() -> Finding? {
    let excused = excused
    return group.servers.compactMap { longestStorm(of: $0, excused) }.max { ($0.count ?? 0) < ($1.count ?? 0) }
  }

  /// The stretch of one server's lines with most terms, where they come at the rate of a storm.
  private func longestStorm(of history: ServerRecord, _ excused: Set<Term>) -> Finding? {
    var rises: [(term: Term, stamp: Stamp)] = []
    for segment in history.segments {
      guard let term = segment.term, rises.last.map({ $0.term < term }) ?? true else { continue }
      rises.append((term, segment.begin))
    }
    var best: (from: Int, to: Int, count: Int)?
    for from in rises.indices {
      for to in rises.indices.suffix(from: from).dropFirst().prefix(Self.stretchMaximum) {
        let count = terms(behind: rises[from].term, through: rises[to].term, without: excused)
        guard count >= 3, count > best?.count ?? 0,
          let duration = rises[from].stamp.duration(to: rises[to].stamp).value,
          Double(duration) * 3 <= Double(count) * Double(options.stormWindow)
        else { continue }
        best = (from, to, count)
      }
    }
    guard let best else { return nil }
    return Finding(.storm) {
      $0.server = history.server
      $0.count = best.count
      $0.earlierTerm = rises[best.from].term
      $0.term = rises[best.to].term
      let duration = rises[best.from].stamp.duration(to: rises[best.to].stamp)
      $0.duration = DurationBounds(lower: duration, upper: duration, clock: history.server)
      $0.evidence = [rises[best.from].stamp.position, rises[best.to].stamp.position]
    }
  }

  /// So many rises of one server are looked at together, so that the effort stays in proportion to the trace.
  private static let stretchMaximum = 500

  private func terms(behind first: Term, through last: Term, without excused: Set<Term>) -> Int {
    let all = Int(clamping: last.rawValue - first.rawValue)
    return all - excused.count { $0 > first && $0 <= last }
  }
}
