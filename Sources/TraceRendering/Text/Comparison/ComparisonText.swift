public import RaftTraceChecker
import TraceFormat

/// The report on two traces for people: where they first differ, how, and how they go on.
public struct ComparisonText {
  let report: ComparisonReport
  let words: ComparisonWords
  let options: TextOptions

  /// Unless everything is told, the most servers that are listed one by one.
  static let serverMaximum = 9

  public init(
    _ report: ComparisonReport, context: ComparisonContext, options: TextOptions = TextOptions()
  ) {
    self.report = report
    self.words = ComparisonWords(context)
    self.options = options
  }

  /// The whole text; every line ends with a newline.
  public var text: String {
    var page = TextPage(width: options.width)
    switch report.verdict {
    case .same: writeSame(to: &page)
    case .notComparable: writeNotComparable(to: &page)
    case .differ: writeFirst(to: &page)
    }
    page.blank()
    if report.verdict == .differ { writeServers(to: &page) }
    if options.isDetailed { writeStretches(to: &page) }
    writeSummary(to: &page)
    return page.text(options.colour)
  }

  private func writeSame(to page: inout TextPage) {
    let count = report.servers.filter { $0.equalCount > 0 }.count
    let events = report.servers.reduce(0) { $0 + $1.equalCount }
    let extent =
      isWhole ? "show the same" : "show the same as far as both show anything"
    page.flow(
      [
        TextSpan("SAME", .held),
        TextSpan(
          "– both traces \(extent): \(Numerals.count(events, "event")) of \(Numerals.count(count, "server"))"),
      ], hanging: 2)
  }

  /// Whether all that either side shows was compared.
  private var isWhole: Bool {
    report.leftOut.isEmpty && report.ownFields.a.isEmpty && report.ownFields.b.isEmpty
      && report.eventsWithoutRoom == Sides(a: 0, b: 0)
  }

  private func writeNotComparable(to page: inout TextPage) {
    page.flow(
      [
        TextSpan("NOTHING TO COMPARE", .undecided), TextSpan("– no event is of a kind that both traces show"),
      ],
      hanging: 2)
  }

  private func writeFirst(to page: inout TextPage) {
    guard let number = report.first.first, let divergence = report.servers[number].divergence else { return }
    let server = report.servers[number]
    page.flow(
      [TextSpan("DIFFER", .violated), TextSpan("– first at \(words.name(server))\(time(divergence.time))")],
      hanging: 2)
    write(divergence, of: server, to: &page)
    if report.divergences.count > 1 {
      page.blank()
      writeOrder(to: &page)
    }
  }

  /// When it is, behind a name.
  private func time(_ time: LogicalTime) -> String {
    time.term.value.map { ", in term \($0)" } ?? ""
  }

  /// What each side shows, and the state it leads to.
  func write(_ divergence: ServerDivergence, of server: ServerComparison, to page: inout TextPage) {
    for side in ComparedSide.allCases {
      let event = divergence.event[side]
      let place = event.map { words.location($0.position, side) } ?? ""
      let spans = [TextSpan.location(place), TextSpan(words.sentence(event, side, of: server))]
      page.entry(TextSpan(side.rawValue, .heading), column: 5, spans.filter { !$0.text.isEmpty })
    }
    if !divergence.fields.isEmpty {
      let fields = divergence.fields.map { words.text($0) }.joined(separator: "; ")
      page.flow([TextSpan("They differ in \(fields)")], indent: 2, hanging: 4)
    }
    writeState(divergence, to: &page)
  }

  /// The state of both sides as a table, of the columns that either side knows.
  private func writeState(_ divergence: ServerDivergence, to page: inout TextPage) {
    let rows = ComparedSide.allCases.map { side in
      ComparedColumn.allCases.map { words.text($0, divergence.state[side], side) }
    }
    let known = ComparedColumn.allCases.indices.filter { i in rows.contains { $0[i] != nil } }
    guard !known.isEmpty else { return }
    let heading = known.map { i in
      let column = ComparedColumn.allCases[i]
      return column.rawValue + (divergence.differingColumns.contains(column) ? " ≠" : "")
    }
    let cells = rows.map { row in known.map { row[$0] ?? "?" } }
    let widths = heading.indices.map { i in max(heading[i].count, cells.map { $0[i].count }.max() ?? 0) }
    func line(_ label: String, _ texts: [String]) -> String {
      let padded = zip(texts, widths).map { $0 + String(repeating: " ", count: $1 - $0.count) }
      let text = ([label] + padded).joined(separator: "  ")
      return String(text.reversed().drop { $0 == " " }.reversed())
    }
    page.blank()
    page.line([TextSpan("  "), TextSpan(line("then", heading), .heading)])
    for (side, row) in zip(ComparedSide.allCases, cells) {
      page.line([TextSpan("  "), TextSpan(line("\(side.rawValue)   ", row))])
    }
  }

  /// Says why this is the first, where others differ too.
  private func writeOrder(to page: inout TextPage) {
    let names = report.first.map { words.name(report.servers[$0]) }
    let caused = report.divergences.count - names.count
    if names.count > 1 {
      let others = Numerals.list(Array(names.dropFirst().prefix(Self.serverMaximum)), "and")
      page.flow(
        [
          TextSpan(
            "No message tells whether \(others) diverged earlier or later; \(names[0]) comes first by term and index"
          )
        ], hanging: 2)
    }
    if caused > 0 {
      let list = report.divergences.filter { report.servers[$0].divergence?.isCaused == true }
        .map { words.name(report.servers[$0]) }
      page.flow(
        [TextSpan("After a message from a server that had diverged: \(Numerals.list(list, "and"))")],
        hanging: 2)
    }
  }
}
