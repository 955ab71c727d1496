import TraceFormat

/// When did servers restart, with what state, how long until they took part again, and did anything durable go back?
///
/// Raft Figure 2 (persistent state). That a term or a log was shown says not that it was on disk: what goes back here is a
/// question for `check`, not a violation.
struct Restarts {
  private let group: GroupHistory

  init(_ group: GroupHistory) { self.group = group }

  var answer: StatisticsAnswer {
    var findings: [Finding] = []
    var wasShown = false
    for history in group.servers {
      for (i, milestone) in history.milestones.enumerated() {
        guard case .start(let recovered) = milestone.kind else { continue }
        wasShown = true
        guard milestone.stamp != history.first else { continue }
        let (restart, term, log) = restart(history, i, recovered)
        findings += [term, log].compactMap { $0 } + [restart]
      }
    }
    guard wasShown else { return .notObservable(.restarts, group.missingLogs) }
    return StatisticsAnswer(.restarts, findings, missing: group.missingLogs)
  }

  private func restart(
    _ history: ServerRecord, _ place: Int, _ recovered: Observation
  ) -> (Finding, Finding?, Finding?) {
    let milestone = history.milestones[place]
    let before = history.segments.last { $0.end == milestone.stamp }
    let back = history.segments.first {
      $0.firstMilestone >= place && $0.isUp && $0.leader != nil && $0.begin.position != milestone.stamp.position
    }
    let next = history.milestones[(place + 1)...].first { $0.isStart }
    var restart = Finding(.restarted)
    restart.server = history.server
    restart.earlierTerm = before?.term
    restart.term = recovered.currentTerm.value
    restart.index = recovered.lastLogIndex.value
    restart.reason = before.map { $0.isUp ? .died : .stopped }
    restart.evidence = [milestone.stamp.position, before?.last.position].compactMap { $0 }.uniqued
    if let back, isBefore(back, next) {
      let duration = milestone.stamp.duration(to: back.begin)
      restart.duration = DurationBounds(lower: duration, upper: duration, clock: history.server)
      restart.evidence.append(back.begin.position)
    }
    var term: Finding?
    if let earlier = before?.term, let now = recovered.currentTerm.value, now < earlier {
      term = Finding(.termWentBack) {
        $0.server = history.server
        $0.earlierTerm = earlier
        $0.term = now
        $0.evidence = restart.evidence
      }
    }
    return (restart, term, logLoss(history, milestone, before, recovered))
  }

  private func isBefore(_ segment: Segment, _ next: Milestone?) -> Bool {
    guard let next, next.stamp.position.file == segment.begin.position.file else { return true }
    return segment.begin.position < next.stamp.position
  }

  private func logLoss(
    _ history: ServerRecord, _ milestone: Milestone, _ before: Segment?, _ recovered: Observation
  ) -> Finding? {
    guard let earlier = before?.lastIndex, let now = recovered.lastHeldIndex, now < earlier else { return nil }
    return Finding(.logWentBack) {
      $0.server = history.server
      $0.earlierIndex = earlier
      $0.index = now
      $0.evidence = [before?.last.position, milestone.stamp.position].compactMap { $0 }
    }
  }
}
