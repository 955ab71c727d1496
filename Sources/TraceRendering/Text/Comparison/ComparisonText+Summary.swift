import RaftTraceChecker
import TraceFormat

extension ComparisonText {
  /// What was compared and what was not.
  func writeSummary(to page: inout TextPage) {
    writeLeftOut(to: &page)
    writeFields(to: &page)
    for side in ComparedSide.allCases where report.eventsWithoutRoom[side] > 0 {
      page.flow(
        [
          TextSpan(
            "\(side.rawValue) is too long: its last \(Numerals.count(report.eventsWithoutRoom[side], "event")) "
              + "were not kept")
        ], hanging: 2)
    }
    if report.isPairedByOrder {
      page.flow(
        [TextSpan("No server has the same name in both; they were paired in the order of their names")],
        hanging: 2)
    }
    for side in ComparedSide.allCases {
      page.flow([TextSpan("\(side.rawValue) =", .heading), TextSpan(inputs(of: side))], hanging: 4)
    }
  }

  private func inputs(of side: ComparedSide) -> String {
    let inputs = words.context.sides[side].inputs
    let maximum = options.isDetailed ? inputs.count : 3
    let names = inputs.prefix(maximum).map { VisibleText.name($0.file) }
    let more = inputs.count > maximum ? [Numerals.count(inputs.count - maximum, "more file")] : []
    let formats = inputs.reduce(into: [String]()) { if !$0.contains($1.format) { $0.append($1.format) } }
    return (names + more).joined(separator: ", ")
      + ": \(formats.joined(separator: ", ")), \(Numerals.count(report.eventCount[side], "event"))"
  }

  /// The kinds of events that were left out, over all servers.
  private func writeLeftOut(to page: inout TextPage) {
    for (reason, words) in [
      (ComparisonReport.LeftOut.Reason.onlyOneSide, "Left out, as only one side shows it:"),
      (.ignored, "Left out, as told:"),
    ] {
      let all = report.leftOut.filter { $0.reason == reason }
      guard !all.isEmpty else { continue }
      let parts = EventName.allCases.compactMap { name -> String? in
        let own = all.filter { $0.event == name }
        let count = own.reduce(Sides(a: 0, b: 0)) { Sides(a: $0.a + $1.count.a, b: $0.b + $1.count.b) }
        return own.isEmpty
          ? nil : "\(name.rawValue) (A \(Numerals.grouped(count.a)), B \(Numerals.grouped(count.b)))"
      }
      page.flow([TextSpan("\(words) \(parts.joined(separator: ", "))")], hanging: 2)
    }
  }

  private func writeFields(to page: inout TextPage) {
    for side in ComparedSide.allCases where !report.ownFields[side].isEmpty {
      page.flow(
        [
          TextSpan(
            "Only \(side.rawValue) shows the field\(report.ownFields[side].count == 1 ? "" : "s") "
              + Numerals.list(report.ownFields[side], "and"))
        ],
        hanging: 2)
    }
    for side in ComparedSide.allCases where !report.ownEvents[side].isEmpty {
      let names = Numerals.list(report.ownEvents[side].map(\.rawValue), "and")
      page.flow(
        [
          TextSpan(
            "Only \(side.rawValue) shows \(names); if the source of \(side.other.rawValue) cannot, add --kinds shared"
          )
        ], hanging: 2)
    }
    if report.payloadsAreShown, !report.payloadsAreCompared {
      page.flow(
        [TextSpan("Payloads were not compared, as each side has its own (see --payloads)")], hanging: 2)
    }
  }
}
