import RaftTraceChecker
import TraceFormat

extension ReportText {
  /// Writes one line a file, and the sum of those that are not listed.
  func writeInputs(to page: inout TextPage) {
    guard !context.inputs.isEmpty else { return }
    let tally = context.tally
    page.flow(
      [
        TextSpan("Read", .heading),
        TextSpan("\(Numerals.count(tally.lines, "line")) of \(Numerals.count(context.inputs.count, "file"))"),
      ])
    let shown = context.inputs.prefix(options.isDetailed ? .max : options.fileMaximum)
    let columns = InputColumns(shown, width: options.width)
    for input in shown { page.line(columns.row(input)) }
    let rest = context.inputs.count - shown.count
    if rest > 0 { page.flow([TextSpan("and \(Numerals.count(rest, "more file"))")], indent: 2) }
    if tally.linesWithoutServer > 0 {
      page.flow(
        [
          TextSpan("\(Numerals.count(tally.linesWithoutServer, "line")) about Raft left out:", .undecided),
          TextSpan(
            "they name no server and their file shows several; give each server's log a file of its own"),
        ], indent: 2, hanging: 4)
    }
    if tally.cutLines > 0 {
      page.flow(
        [
          TextSpan("\(Numerals.count(tally.cutLines, "last line")) not read:", .undecided),
          TextSpan("without a newline at its end, a value in it may be cut"),
        ], indent: 2, hanging: 4)
    }
    if !report.serversInSeveralFiles.isEmpty {
      let names = report.serversInSeveralFiles.map { sentences.name($0) }
      page.flow(
        [
          TextSpan("\(Numerals.list(names, "and")): lines in several files,", .undecided),
          TextSpan("which have no proven order; join a server's files, oldest first, to compare them"),
        ], indent: 2, hanging: 4)
    }
    if rest > 0, tally.badLines > 0 {
      page.flow([TextSpan("\(Numerals.count(tally.badLines, "bad line")) in all", .undecided)], indent: 2)
    }
    page.blank()
  }

  /// Writes how many properties ended how; what was decided on how many facts, and what no event showed.
  func writeProperties(to page: inout TextPage) {
    guard report.layers != [.conformance] else { return }
    let open = TextSpan("\(report.count(.notObservable)) not observable", isUnbroken: true)
    page.flow([TextSpan("Checked", .heading), TextSpan(summary), open], hanging: 4)
    writeDecided(.violated, "Violated", .violated, to: &page)
    writeDecided(.held, "Held", .held, to: &page)
    writeUndecided(to: &page)
    if report.conformance == nil { page.blank() }
  }

  private func writeDecided(
    _ status: PropertyStatus, _ label: String, _ tone: TextTone, to page: inout TextPage
  ) {
    let decided = report.properties.filter { $0.status == status }
    guard let last = decided.last else { return }
    let properties = decided.map { property in
      let facts = Numerals.count(property.facts, "fact")
      let end = property.name == last.name ? "" : ","
      return TextSpan("\(property.name.rawValue) (\(facts))\(end)", isUnbroken: true)
    }
    page.flow([TextSpan("\(label):", tone)] + properties, indent: 2, hanging: 4)
  }

  private func writeUndecided(to page: inout TextPage) {
    let undecided = report.properties.filter { $0.status == .notObservable }
    guard !undecided.isEmpty else { return }
    page.flow([TextSpan("Not observable, because no event shows", .undecided)], indent: 2)
    let column = 6 + (undecided.map { $0.name.rawValue.count }.max() ?? 0)
    for property in undecided {
      page.entry(
        TextSpan(property.name.rawValue), indent: 4, column: column,
        [TextSpan(Numerals.list(property.missing, "or"))])
    }
  }

  private var summary: String {
    let properties = Numerals.count(report.properties.count, "property", "properties")
    let events = Numerals.count(report.events, "event")
    let servers = Numerals.count(report.servers.count, "server")
    let groups = report.groups > 1 ? " in \(Numerals.count(report.groups, "group"))" : ""
    return "\(properties) over \(events) of \(servers)\(groups): "
      + "\(report.count(.violated)) violated, \(report.count(.held)) held,"
  }
}

/// The widths of the columns of the table of files.
private struct InputColumns {
  private var file = 0
  private var format = 0
  private var lines = 0
  private var events = 0
  private var remark = 0

  init(_ inputs: ArraySlice<ReportContext.Input>, width: Int) {
    for input in inputs {
      file = max(file, VisibleText.name(input.file).count)
      format = max(format, VisibleText.name(input.format).count)
      lines = max(lines, Numerals.count(input.tally.lines, "line").count)
      events = max(events, Numerals.count(input.tally.events, "event").count)
      remark = max(remark, Self.remark(input).count)
    }
    file = min(file, max(width - (2 + 2 + format + 2 + lines + 2 + events + remark), 12))
  }

  /// Names to the left, numbers to the right; a file's name that is too wide keeps its end.
  func row(_ input: ReportContext.Input) -> [TextSpan] {
    let name = VisibleText.keepingEnd(of: VisibleText.name(input.file), width: file)
    return [
      TextSpan("  "), TextSpan(name, .location),
      TextSpan(padding(file - name.count) + "  " + left(VisibleText.name(input.format), format)),
      TextSpan("  " + right(Numerals.count(input.tally.lines, "line"), lines)),
      TextSpan("  " + right(Numerals.count(input.tally.events, "event"), events)),
      TextSpan(Self.remark(input), .undecided),
    ]
  }

  /// What was not read of the file.
  private static func remark(_ input: ReportContext.Input) -> String {
    let bad = input.tally.badLines > 0 ? "  \(Numerals.count(input.tally.badLines, "bad line"))" : ""
    return bad + (input.wasReadToEnd ? "" : "  stopped early")
  }

  private func left(_ text: String, _ width: Int) -> String { text + padding(width - text.count) }

  private func right(_ text: String, _ width: Int) -> String { padding(width - text.count) + text }

  private func padding(_ count: Int) -> String { String(repeating: " ", count: max(count, 0)) }
}
