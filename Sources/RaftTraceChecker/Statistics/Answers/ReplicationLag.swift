import TraceFormat

/// How far is each follower behind its leader, by what it acknowledged last?
///
/// Raft §5.3 (matchIndex).
struct ReplicationLag {
  private let group: GroupHistory

  init(_ group: GroupHistory) { self.group = group }

  var answer: StatisticsAnswer {
    var findings: [Finding] = []
    for history in group.servers {
      for work in history.works {
        for (follower, lag) in work.lags.sorted(by: { group.isBefore($0.key, $1.key) }) {
          findings.append(
            Finding(.replicationLag) {
              $0.server = history.server
              $0.others = [group.symbols.canonical(follower)]
              $0.count = Int(clamping: lag.largest)
              $0.total = Int(clamping: lag.last)
              $0.evidence = [lag.largestAt.position, lag.lastAt.position].uniqued
            })
        }
      }
    }
    guard !findings.isEmpty else { return .notObservable(.replicationLag, [.answers]) }
    return StatisticsAnswer(.replicationLag, findings)
  }
}
