import RaftTraceChecker
import TraceFormat

extension ReportText {
  /// Says that nothing was found, and how far that reaches.
  func writeConformity(to page: inout TextPage) {
    page.flow(
      [TextSpan("CONFORMS", .held), TextSpan("– nothing the trace shows contradicts \(scope)")], hanging: 4)
    if report.count(.notObservable) > 0 {
      page.flow(
        [TextSpan("What it does not show is not judged: see the properties not observable below.")],
        indent: 2)
    }
    if context.tally.badLines > 0 {
      let lines = Numerals.count(context.tally.badLines, "bad line")
      page.flow([TextSpan("Nor is what stood in \(lines) that could not be read.")], indent: 2)
    }
    let cut = context.inputs.count { !$0.wasReadToEnd }
    if cut > 0 {
      let files = Numerals.count(cut, "file")
      page.flow([TextSpan("Nor is the rest of \(files) in which reading stopped at a bad line.")], indent: 2)
    }
    page.blank()
  }

  /// What was judged.
  private var scope: String {
    let count = report.properties.count
    guard report.isRestricted, count > 0 else { return "Raft" }
    let chosen = count == 1 ? "the chosen property" : "the \(count) chosen properties"
    return chosen + (report.conformance == nil ? "" : " or Raft's steps")
  }

  /// Says that nothing could be decided, and what would have to be logged for that.
  func writeIndecision(to page: inout TextPage) {
    let reason =
      report.layers.contains(.facts)
      ? "– the trace shows too little to decide any property"
      : "– the trace shows too little to compare it with Raft's steps"
    page.flow([TextSpan("INCONCLUSIVE", .undecided), TextSpan(reason)], hanging: 4)
    if report.events == 0 {
      page.flow([TextSpan(absence)], indent: 2)
    } else {
      writeWishes(to: &page)
    }
    page.blank()
  }

  /// Why there is no event: the format is in doubt only where its reader had nothing to object to.
  private var absence: String {
    let badLines = context.tally.badLines
    if badLines == 0 { return "No line was read as an event of Raft: is the format the right one?" }
    let stopped = context.inputs.contains { !$0.wasReadToEnd }
    let lines = Numerals.count(badLines, "bad line")
    return stopped
      ? "No event stood before the line at which reading stopped." : "No event was read besides \(lines)."
  }

  private func writeWishes(to page: inout TextPage) {
    let wishes = LoggingWish.all(in: report.properties).prefix(options.wishMaximum)
    guard !wishes.isEmpty else { return }
    page.blank()
    page.flow([TextSpan("To decide more, log", .heading)])
    for wish in wishes {
      let properties = wish.properties.map(\.rawValue)
      page.flow(
        [TextSpan(wish.fact), TextSpan("– for \(Numerals.list(properties, "and"))", .remark)],
        indent: 2, hanging: 6)
    }
  }
}
