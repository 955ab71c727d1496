import TraceFormat

/// Was it the host or the network: did a leader fall silent to everybody at once?
///
/// A leader that sends to nobody for far longer than it usually does was stopped, stalled or slow; one that sends on was
/// not. By the leader's own clock, where its lines show what it sends.
struct Stalls {
  /// So many messages must be shown before a stretch without any says something.
  private static let sendingMinimum = 20
  /// A silence is told where it is this many times as long as the leader's mean interval.
  private static let factor: Int64 = 20

  private let group: GroupHistory

  init(_ group: GroupHistory) { self.group = group }

  var answer: StatisticsAnswer {
    var findings: [Finding] = []
    var wasShown = false
    for history in group.servers {
      for segment in history.segments where segment.leads && segment.sendings >= Self.sendingMinimum {
        guard let duration = segment.begin.duration(to: segment.last).value else { continue }
        wasShown = true
        let mean = duration / Int64(segment.sendings)
        guard let silence = segment.silence, mean > 0, silence.duration / mean >= Self.factor,
          silence.duration >= 1_000_000_000
        else { continue }
        findings.append(
          Finding(.silentToAll) {
            $0.server = history.server
            $0.term = segment.term
            $0.count = segment.sendings
            $0.duration = DurationBounds(
              lower: .known(silence.duration), upper: .known(silence.duration), clock: history.server)
            $0.evidence = [silence.from.position, silence.to.position]
          })
      }
    }
    guard wasShown else { return .notObservable(.stalls, [.messages, .slowness]) }
    findings.sort { ($0.duration?.lower.value ?? 0) > ($1.duration?.lower.value ?? 0) }
    return StatisticsAnswer(.stalls, findings, missing: [.slowness])
  }
}
