import TraceFormat

/// Which server disturbs the others: by campaigns, by terms raised, by refusals it met?
///
/// Dissertation §4.2.3, §9.6.
struct Disturbance {
  private let group: GroupHistory

  init(_ group: GroupHistory) { self.group = group }

  var answer: StatisticsAnswer {
    guard !group.campaigns.isEmpty else { return .notObservable(.disturbance, [.votes] + group.missingLogs) }
    var findings = group.servers.compactMap { finding($0.server) }
    findings.sort { a, b in
      let (x, y) = ((a.count ?? 0) - (a.total ?? 0), (b.count ?? 0) - (b.total ?? 0))
      return x != y ? x > y : (a.count ?? 0) > (b.count ?? 0)
    }
    return StatisticsAnswer(.disturbance, findings, missing: group.missingLogs)
  }

  private func finding(_ server: ServerID) -> Finding? {
    let own = group.campaigns.filter { $0.server == server }
    guard let first = own.first, let last = own.last else { return nil }
    let won = group.reigns.filter { $0.leader == server }.count
    return Finding(.disturbs) {
      $0.server = server
      $0.count = own.filter { !$0.isPreVote }.count
      $0.total = won
      $0.index = LogIndex(UInt64(own.reduce(0) { $0 + $1.refused.count }))
      $0.earlierIndex = LogIndex(UInt64(own.filter(\.isPreVote).count))
      $0.evidence = [first.begin.position, last.begin.position].uniqued
    }
  }
}
