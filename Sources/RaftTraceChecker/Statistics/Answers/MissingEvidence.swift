import TraceFormat

/// What does the trace itself lack: logs, times, lines?
struct MissingEvidence {
  private let group: GroupHistory
  private let emptyFiles: [FileID]

  init(_ group: GroupHistory, _ emptyFiles: [FileID]) {
    self.group = group
    self.emptyFiles = emptyFiles.sorted { NaturalOrder.isBefore(group.symbols[$0], group.symbols[$1]) }
  }

  var answer: StatisticsAnswer {
    var findings = group.withoutLog.map { server in
      Finding(.noLogOf) {
        $0.server = server
        $0.evidence = group.servers.compactMap { $0.named[server] }.first.map { [$0.position] } ?? []
      }
    }
    findings += emptyFiles.map { file in Finding(.fileWithoutEvents) { $0.file = file } }
    for history in group.servers { findings += remarks(history) }
    findings += offsets()
    return StatisticsAnswer(.missingEvidence, findings)
  }

  private func remarks(_ history: ServerRecord) -> [Finding] {
    var findings: [Finding] = []
    func add(_ kind: FindingKind, _ change: (inout Finding) -> Void = { _ in }) {
      var finding = Finding(kind)
      finding.server = history.server
      change(&finding)
      findings.append(finding)
    }
    if history.files.count > 1 { add(.severalFiles) { $0.count = history.files.count } }
    if history.leftOut > 0 { add(.leftOut) { $0.count = history.leftOut } }
    let times = history.times
    let withTime = times.reduce(0) { $0 + $1.withTime }
    let steps = times.reduce(0) { $0 + $1.stepsBack }
    if withTime == 0 { add(.withoutTimes) }
    if withTime >= 5, times.allSatisfy({ $0.fractions == 0 }) { add(.wholeSeconds) }
    if steps > 0, let largest = times.compactMap(\.largestStepBack).max(by: { $0.duration < $1.duration }) {
      add(.timeWentBack) {
        $0.count = steps
        $0.duration = DurationBounds(upper: .known(largest.duration), clock: history.server)
        $0.evidence = [largest.at.position]
      }
    }
    return findings
  }

  /// Clocks that differ for certain, by a tenth of a second at least.
  private func offsets() -> [Finding] {
    var findings: [Finding] = []
    for (i, first) in group.servers.enumerated() {
      for second in group.servers[(i + 1)...] {
        let bounds = group.offsets.bounds(from: first.server, to: second.server)
        guard bounds.isConsistent, let lower = bounds.lower, let upper = bounds.upper,
          lower > 100_000_000 || upper < -100_000_000
        else { continue }
        findings.append(
          Finding(.clockOffset) {
            $0.server = second.server
            $0.others = [first.server]
            $0.duration = DurationBounds(lower: .known(lower), upper: .known(upper), clock: first.server)
          })
      }
    }
    return findings
  }
}
