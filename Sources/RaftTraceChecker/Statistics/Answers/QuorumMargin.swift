import TraceFormat

/// How many servers followed each leader, and how many more could fail before there was no quorum?
///
/// Over a whole term, not at a moment: who is shown to follow the leader at some line of the term is counted. So a margin
/// of nothing is certain only where every voter has lines; a margin may have been smaller for a while.
struct QuorumMargin {
  private let group: GroupHistory

  init(_ group: GroupHistory) { self.group = group }

  var answer: StatisticsAnswer {
    var followers: [Term: [ServerID]] = [:]
    var places: [Term: SourcePosition] = [:]
    for history in group.servers {
      for segment in history.segments where segment.isUp {
        guard let term = segment.term, segment.leaderTermIsShown || segment.leads else { continue }
        if followers[term]?.contains(history.server) != true { followers[term, default: []].append(history.server) }
        if places[term] == nil { places[term] = segment.begin.position }
      }
    }
    let voters = Set(group.voters)
    let findings = group.reigns.compactMap { reign -> Finding? in
      guard var with = followers[reign.term] else { return nil }
      if !with.contains(reign.leader) { with.append(reign.leader) }
      let count = with.filter { voters.contains($0) }.count
      return Finding(.quorumMargin) {
        $0.server = reign.leader
        $0.term = reign.term
        $0.count = count
        $0.total = voters.count
        $0.others = group.voters.filter { !with.contains($0) }
        $0.evidence = [reign.begin.position]
      }
    }
    guard !findings.isEmpty else { return .notObservable(.quorumMargin, [.leaders] + group.missingLogs) }
    let lacks: [Lack] = group.latest == nil ? [.memberships] : []
    return StatisticsAnswer(.quorumMargin, findings, missing: lacks + group.missingLogs)
  }
}
