import TraceFormat

/// When was there no leader, and for how long?
///
/// Raft §5.2 · Ongaro §9.2. Measured by the clock of one server, the new leader's where it has lines: at least from the line
/// where it lost the old leader, at most from the last line, of any server, that shows the old leader at work, to the first
/// commit of the new term. Another server's clock counts only as far as messages bound its difference.
struct NoLeader {
  private let group: GroupHistory
  private(set) var answer: StatisticsAnswer
  private(set) var gaps: [StatisticsTimeline.Gap] = []

  init(_ group: GroupHistory) {
    self.group = group
    answer = StatisticsAnswer(.noLeader, [])
    var missing: [Lack] = []
    guard !group.reigns.isEmpty else {
      answer = .notObservable(.noLeader, [.leaders] + group.missingLogs)
      return
    }
    var findings: [Finding] = []
    for (i, reign) in group.reigns.enumerated() {
      let earlier = group.reigns[..<i].last { $0.term < reign.term }
      findings.append(interval(before: reign, behind: earlier, &missing))
    }
    if let last = group.reigns.last, let finding = end(of: last) { findings.append(finding) }
    if !group.hasTimes { missing.append(.times) }
    if group.reigns.allSatisfy({ $0.firstCommit == nil }) { missing.append(.commits) }
    answer = StatisticsAnswer(.noLeader, findings, missing: missing + group.missingLogs)
  }

  private mutating func interval(
    before reign: Reign, behind earlier: Reign?, _ missing: inout [Lack]
  ) -> Finding {
    let end = reign.firstCommit ?? reign.begin
    var bounds = DurationBounds(clock: reign.witness)
    let loss = loss(before: reign, isFirst: earlier == nil)
    var evidence = [loss?.lost, end].compactMap { $0?.position }
    if let loss {
      bounds.lower = loss.lost.duration(to: end)
      if let sign = loss.lastSign { bounds.upper = sign.duration(to: end) }
      if loss.lost.time.isKnown, end.time.isKnown {
        gaps.append(StatisticsTimeline.Gap(from: loss.lost, to: reign.begin, server: reign.witness))
      }
    }
    if let earlier, let sign = earlier.last, earlier.leader != reign.witness {
      let other = group.offsets.duration(from: sign, of: earlier.leader, to: end, of: reign.witness)
      if let upper = other.upper.value, upper >= bounds.lower.value ?? 0 {
        if bounds.upper.value.map({ upper < $0 }) ?? true {
          bounds.upper = .known(upper)
          evidence.insert(sign.position, at: 0)
        }
      } else if other.upper.value == nil, sign.time.isKnown {
        let gap = Lack.offset(earlier.leader, reign.witness)
        if !missing.contains(gap) { missing.append(gap) }
      }
    } else if let earlier, earlier.leader == reign.witness, let sign = earlier.last {
      bounds.upper = sign.duration(to: end)
      evidence.insert(sign.position, at: 0)
    }
    return Finding(.noLeaderUntil) {
      $0.server = reign.leader
      $0.term = reign.term
      $0.earlierTerm = earlier?.term
      $0.others = earlier.map { [$0.leader] } ?? []
      $0.duration = bounds
      $0.reason = reign.firstCommit == nil ? .firstSign : .firstCommit
      $0.evidence = evidence.uniqued
    }
  }

  /// Where the server that shows the new leadership had no leader for certain: since it lost the old one, or campaigned.
  private func loss(before reign: Reign, isFirst: Bool) -> (lost: Stamp, lastSign: Stamp?)? {
    guard let history = group.history(of: reign.witness) else { return nil }
    if let loss = history.loss(before: reign.begin) { return loss }
    let campaign = group.campaigns.firstIndex {
      $0.server == reign.witness && !$0.isPreVote && $0.term == reign.term && reign.witness == reign.leader
    }
    guard let campaign else { return isFirst ? history.first.map { ($0, nil) } : nil }
    var begin = group.campaigns[campaign]
    if campaign > 0, case let round = group.campaigns[campaign - 1], round.server == begin.server, round.isPreVote {
      begin = round
    }
    return (isFirst ? history.first ?? begin.begin : begin.begin, nil)
  }

  /// The end of the last leadership, where its leader shows it.
  private func end(of reign: Reign) -> Finding? {
    guard let end = reign.end else { return nil }
    let reason: FindingReason
    switch reign.ending {
    case .notShown: return nil
    case .steppedDown: reason = .steppedDownAlone
    case .higherTerm: reason = .higherTerm
    case .stopped: reason = .stopped
    case .died: reason = .died
    }
    var finding = Finding(.noLeaderSince)
    finding.server = reign.leader
    finding.term = reign.term
    finding.reason = reason
    finding.evidence = [end.position]
    let rests = group.servers.compactMap { history -> DurationBounds? in
      guard let last = history.segments.last, last.isUp, last.leader == nil,
        let duration = last.begin.duration(to: last.last).value
      else { return nil }
      return DurationBounds(lower: .known(duration), clock: history.server)
    }
    finding.duration = rests.max { ($0.lower.value ?? 0) < ($1.lower.value ?? 0) }
    return finding
  }
}

extension ServerRecord {
  /// Where the server lost the leader before a line, and the last line that showed that leader at work.
  ///
  /// Nil where the life of that line has shown no leader before.
  func loss(before stamp: Stamp) -> (lost: Stamp, lastSign: Stamp?)? {
    guard var i = segments.firstIndex(where: { $0.begin == stamp }) else { return nil }
    while i > 0 {
      let earlier = segments[i - 1]
      if startsLife(i) || !earlier.isUp { return nil }
      if earlier.leader != nil {
        return (segments[i].begin, earlier.leader == server ? earlier.last : earlier.leaderSign)
      }
      i -= 1
    }
    return nil
  }

  private func startsLife(_ i: Int) -> Bool {
    let segment = segments[i]
    return milestones[min(segment.firstMilestone, milestones.count)...].prefix { $0.stamp == segment.begin }
      .contains { $0.isStart }
  }
}

extension Array where Element: Hashable {
  /// The elements without repetition, in the order of their first appearance.
  var uniqued: [Element] {
    var seen: Set<Element> = []
    return filter { seen.insert($0).inserted }
  }
}
