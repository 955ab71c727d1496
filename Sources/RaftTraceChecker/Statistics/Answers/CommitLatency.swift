import TraceFormat

/// How long does an entry take from the leader's log to its commit, by the leader's own clock?
struct CommitLatency {
  private let group: GroupHistory

  init(_ group: GroupHistory) { self.group = group }

  var answer: StatisticsAnswer {
    let findings = group.servers.compactMap { history -> Finding? in
      var all = Durations()
      for work in history.works { all.add(work.latencies) }
      guard all.count > 0, let slowest = history.works.compactMap(\.slowest).max(by: { $0.duration < $1.duration })
      else { return nil }
      return Finding(.commitLatency) {
        $0.server = history.server
        $0.count = all.count
        $0.index = slowest.index
        $0.duration = DurationBounds(
          lower: .known(all.quantile(0.5)), upper: .known(all.maximum), clock: history.server)
        $0.quantile99 = all.quantile(0.99)
        $0.evidence = [slowest.appended.position, slowest.committed.position]
      }
    }
    guard !findings.isEmpty else {
      var lacks: [Lack] = [.appends, .commits]
      if !group.hasTimes { lacks.append(.times) }
      return .notObservable(.commitLatency, lacks)
    }
    return StatisticsAnswer(.commitLatency, findings)
  }
}
