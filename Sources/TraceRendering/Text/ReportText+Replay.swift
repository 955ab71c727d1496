import RaftTraceChecker
import TraceFormat

extension ReportText {
  /// Writes what was replayed, how that ended, and what could not be judged.
  func writeReplay(to page: inout TextPage) {
    guard let conformance = report.conformance else { return }
    let events = Numerals.count(conformance.replayedEvents, "event")
    let servers = Numerals.count(report.servers.count, "server")
    let requirements = Numerals.count(conformance.facts, "requirement")
    page.flow(
      [
        TextSpan("Replayed", .heading), TextSpan("\(events) of \(servers):"), outcome(conformance),
        TextSpan("\(requirements) tested", isUnbroken: true),
      ], hanging: 4)
    for limit in conformance.limits {
      page.flow(
        [TextSpan("Not judged:", .undecided), TextSpan(sentences.sentence(limit))], indent: 2, hanging: 4)
    }
    page.blank()
  }

  private func outcome(_ conformance: ConformanceResult) -> TextSpan {
    switch conformance.status {
    case .conforms where conformance.facts == 0: TextSpan("no step showed enough to compare it;", .undecided)
    case .conforms: TextSpan("every step is one of Raft's;", .held)
    case .violates:
      TextSpan(
        "no step of Raft explains \(Numerals.count(conformance.refutationCount, "line"));", .violated)
    case .inconclusive: TextSpan("not decided;", .undecided)
    }
  }
}
