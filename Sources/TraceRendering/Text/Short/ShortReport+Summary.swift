import RaftTraceChecker
import TraceFormat

extension ShortReport {
  /// Writes what was read, how much was checked, and what was left out, each in a line or two.
  func writeSummary(to page: inout TextPage) {
    writeIdentities(to: &page)
    page.flow([TextSpan("Read", .heading), TextSpan(reading)], hanging: 2, maximum: room.summaryLines)
    writeRemarks(to: &page)
    if report.layers.contains(.facts) {
      let counts = "\(report.count(.violated)) violated, \(report.count(.held)) held,"
      page.flow(
        [
          TextSpan("Checked", .heading),
          TextSpan("\(Numerals.count(report.properties.count, "property", "properties")): \(counts)"),
          TextSpan("\(report.count(.notObservable)) not observable", isUnbroken: true), hint,
        ], hanging: 2)
    }
    writeReplay(to: &page)
  }

  /// How to see what is only counted here.
  private var hint: TextSpan { TextSpan("(see --details)", .remark, isUnbroken: true) }

  private func writeIdentities(to page: inout TextPage) {
    let renamed = sentences.renamed(report.servers)
    guard room.identitiesAreTold, !renamed.isEmpty else { return }
    let names = renamed.map { "\($0.name) = \($0.identity)" }.joined(separator: ", ")
    page.flow([TextSpan("Servers", .heading), TextSpan(names)], hanging: 2, maximum: 2)
  }

  private var reading: String {
    let groups = report.groups > 1 ? " in \(Numerals.count(report.groups, "group"))" : ""
    let servers = Numerals.count(report.servers.count, "server")
    let events = "\(Numerals.count(report.events, "event")) of \(servers)\(groups)"
    guard let first = context.inputs.first else { return events }
    let name = VisibleText.keepingEnd(of: places.name(first.file), width: options.width / 2)
    let source = context.inputs.count == 1 ? name : Numerals.count(context.inputs.count, "file")
    return "\(Numerals.count(context.tally.lines, "line")) of \(source): \(events)"
  }

  private func writeRemarks(to page: inout TextPage) {
    let remarks = unread + leftOut
    let isCut = remarks.count > room.remarks
    for remark in remarks.prefix(isCut ? room.remarks - 1 : room.remarks) {
      page.flow([TextSpan(remark, .undecided)], indent: 2, hanging: 4, maximum: 1)
    }
    guard isCut else { return }
    let rest = Numerals.count(remarks.count - room.remarks + 1, "remark")
    page.flow(
      [TextSpan("\(rest) on what was not read", .undecided), hint], indent: 2, hanging: 4, maximum: 1)
  }

  /// The files of which a line could not be read.
  private var unread: [String] {
    context.inputs.filter { $0.tally.badLines > 0 || !$0.wasReadToEnd }.map { input in
      let bad = input.tally.badLines > 0 ? [Numerals.count(input.tally.badLines, "bad line")] : []
      let end = input.wasReadToEnd ? [] : ["reading stopped early"]
      let name = VisibleText.keepingEnd(of: places.name(input.file), width: options.width / 2)
      return "\(name): " + (bad + end).joined(separator: ", ")
    }
  }

  private var leftOut: [String] {
    let lines = context.tally.linesWithoutServer
    let several = report.serversInSeveralFiles.map { sentences.name($0) }
    return
      (lines > 0
      ? ["\(Numerals.count(lines, "line")) left out: no server named, and the file shows several"] : [])
      + (context.tally.cutLines > 0
        ? ["\(Numerals.count(context.tally.cutLines, "last line")) not read: no newline, may be cut"] : [])
      + (several.isEmpty
        ? [] : ["\(Numerals.list(several, "and")): lines in several files, which have no proven order"])
  }

  private func writeReplay(to page: inout TextPage) {
    guard let conformance = report.conformance else { return }
    if conformance.replayedEvents > 0 || conformance.limits.isEmpty {
      let events = Numerals.count(conformance.replayedEvents, "event")
      let requirements = Numerals.count(conformance.facts, "requirement")
      let isAlone = !report.layers.contains(.facts)
      page.flow(
        [
          TextSpan("Replayed", .heading), TextSpan("\(events): \(outcome(conformance));"),
          TextSpan("\(requirements) tested", isUnbroken: true), isAlone ? hint : TextSpan(""),
        ], hanging: 2, maximum: isAlone ? 2 : room.summaryLines)
      writeLimits("Not judged:", conformance.limits, indent: 2, to: &page)
    } else {
      writeLimits("Not replayed:", conformance.limits, indent: 0, to: &page)
    }
  }

  private func outcome(_ conformance: ConformanceResult) -> String {
    switch conformance.status {
    case .conforms where conformance.facts == 0: "no step showed enough to compare it"
    case .conforms: "no line alone is refuted"
    case .violates: "\(Numerals.count(conformance.refutationCount, "line")) refuted"
    case .inconclusive: "not decided"
    }
  }

  private func writeLimits(_ label: String, _ limits: [ReplayLimit], indent: Int, to page: inout TextPage) {
    for limit in limits.prefix(room.remarks) {
      page.flow(
        [TextSpan(label, .undecided), TextSpan(sentences.sentence(limit))], indent: indent,
        hanging: indent + 2, maximum: 1)
    }
  }
}
