import RaftModel
public import RaftTraceChecker

/// The report of an exploration for people: the verdict, how far it went, how each property ended, what to run next.
public struct ExplorationText {
  private let report: ExplorationReport
  private let options: TextOptions
  /// The files that were written, by the command that shows them.
  private let next: [[String]]

  /// - Parameter next: commands to run next, each in its words.
  public init(_ report: ExplorationReport, next: [[String]] = [], options: TextOptions = TextOptions()) {
    self.report = report
    self.next = next
    self.options = options
  }

  /// The whole text; every line ends with a newline and fits into the options' width.
  public var text: String {
    var page = TextPage(width: options.width)
    writeVerdict(to: &page)
    writeExtent(to: &page)
    writeProperties(to: &page)
    writeSometimes(to: &page)
    page.next(next)
    return page.text(options.colour)
  }

  private func writeVerdict(to page: inout TextPage) {
    guard let first = report.broken.first else {
      let extent = report.isExhaustive ? "within the bounds" : "that was taken"
      page.flow(
        [TextSpan("HOLDS", .held), TextSpan("– no step \(extent) violates a property")], hanging: 4)
      page.blank()
      return
    }
    for property in report.broken { write(property, withSteps: property.summary == first.summary, to: &page) }
  }

  private func write(
    _ property: ExplorationReport.Property, withSteps: Bool, to page: inout TextPage
  ) {
    guard let counterexample = property.counterexample else { return }
    page.violation(
      of: property.summary, counterexample.reason, steps: counterexample.steps, showsSteps: withSteps)
  }

  private func writeExtent(to page: inout TextPage) {
    page.flow([TextSpan("Explored", .heading), TextSpan(report.model)], hanging: 4)
    page.flow(
      [
        TextSpan(
          "\(Numerals.count(report.distinctCount, "distinct state")), "
            + "\(Numerals.count(report.generatedCount, "step")), depth \(report.depth)")
      ], indent: 2, hanging: 4)
    page.flow(
      [
        report.isExhaustive
          ? TextSpan("Every state within the bounds was found:", .held)
          : TextSpan("Not every state was found; the bounds were", .undecided),
        TextSpan(report.bounds.joined(separator: ", ")),
      ], indent: 2, hanging: 4)
    if report.collisionChance > 1e-9 {
      page.flow(
        [TextSpan("States are told apart by 64 bits, so some may have been missed: a chance of 1 in")]
          + [TextSpan(Numerals.grouped(Int(1 / report.collisionChance)))], indent: 2, hanging: 4)
    }
    page.blank()
  }

  private func writeProperties(to page: inout TextPage) {
    let decided = report.properties.filter { $0.decidedCount > 0 && $0.counterexample == nil }
    let undecided = report.properties.filter { $0.decidedCount == 0 && $0.counterexample == nil }
    page.flow(
      [
        TextSpan("Checked", .heading),
        TextSpan(
          "\(Numerals.count(report.properties.count, "property", "properties")): \(report.broken.count) violated, "
            + "\(decided.count) held,"),
        TextSpan("\(undecided.count) not observable", isUnbroken: true),
      ], hanging: 4)
    write(
      "Held:", .held, decided.map { "\($0.summary.name) (\(Numerals.count($0.decidedCount, "step")))" },
      to: &page)
    write(
      "Not observable, because no step put them to the test:", .undecided, undecided.map(\.summary.name),
      to: &page)
    page.blank()
  }

  private func writeSometimes(to page: inout TextPage) {
    write("Reached:", .held, report.sometimes.filter(\.isMet).map(\.condition), indent: 0, to: &page)
    write(
      "Never reached:", .undecided, report.sometimes.filter { !$0.isMet }.map(\.condition), indent: 0,
      to: &page)
    if !report.sometimes.isEmpty { page.blank() }
  }

  private func write(
    _ label: String, _ tone: TextTone, _ items: [String], indent: Int = 2, to page: inout TextPage
  ) {
    guard !items.isEmpty else { return }
    let spans = items.enumerated().map { i, item in
      TextSpan(item + (i == items.count - 1 ? "" : ","), isUnbroken: true)
    }
    page.flow([TextSpan(label, tone)] + spans, indent: indent, hanging: indent + 2)
  }
}
