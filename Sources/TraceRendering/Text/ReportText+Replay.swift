import RaftTraceChecker
import TraceFormat

extension ReportText {
  /// Writes what was replayed, how that ended, and what could not be judged.
  func writeReplay(to page: inout TextPage) {
    guard let conformance = report.conformance else { return }
    if conformance.replayedEvents > 0 || conformance.limits.isEmpty {
      writeOutcome(of: conformance, to: &page)
      writeLimits("Not judged:", conformance.limits, indent: 2, to: &page)
    } else {
      writeLimits("Not replayed:", conformance.limits, indent: 0, to: &page)
    }
    page.blank()
  }

  private func writeOutcome(of conformance: ConformanceResult, to page: inout TextPage) {
    let events = Numerals.count(conformance.replayedEvents, "event")
    let servers = Numerals.count(report.servers.count, "server")
    let requirements = Numerals.count(conformance.facts, "requirement")
    page.flow(
      [
        TextSpan("Replayed", .heading), TextSpan("\(events) of \(servers):"), outcome(conformance),
        TextSpan("\(requirements) tested", isUnbroken: true),
      ], hanging: 4)
  }

  private func writeLimits(_ label: String, _ limits: [ReplayLimit], indent: Int, to page: inout TextPage) {
    for limit in limits {
      let sentence = TextSpan(sentences.sentence(limit))
      page.flow([TextSpan(label, .undecided), sentence], indent: indent, hanging: indent + 2)
    }
  }

  private func outcome(_ conformance: ConformanceResult) -> TextSpan {
    switch conformance.status {
    case .conforms where conformance.facts == 0: TextSpan("no step showed enough to compare it;", .undecided)
    case .conforms where report.verdict == .violates: TextSpan("no line alone is refuted;")
    case .conforms: TextSpan("every step is one of Raft's;", .held)
    case .violates:
      TextSpan(
        "no step of Raft explains \(Numerals.count(conformance.refutationCount, "line"));", .violated)
    case .inconclusive: TextSpan("not decided;", .undecided)
    }
  }
}
