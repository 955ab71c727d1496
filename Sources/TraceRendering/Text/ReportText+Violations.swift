import RaftTraceChecker
import TraceFormat

extension ReportText {
  /// Writes each violated property with the clashes found and the lines that prove them.
  func writeViolations(to page: inout TextPage) {
    for property in report.properties where property.status == .violated {
      let violations = report.violations.filter { $0.property == property.name }
      writeHeading(of: property.name, to: &page)
      for violation in violations.prefix(options.violationMaximum) { write(violation, to: &page) }
      let rest = property.violationCount - min(violations.count, options.violationMaximum)
      guard rest > 0 else { continue }
      let more = "and \(Numerals.count(rest, "more violation")) of \(property.name.rawValue)"
      page.flow([TextSpan(more)], indent: 2)
      page.blank()
    }
  }

  private func writeHeading(of name: PropertyName, to page: inout TextPage) {
    let description = context.describe(name)
    page.flow(
      [
        TextSpan("VIOLATES", .violated), TextSpan(name.rawValue, .heading),
        TextSpan("– \(description.sentence)"), TextSpan("(\(description.reference))", isUnbroken: true),
      ], hanging: 4)
  }

  private func write(_ violation: Violation, to page: inout TextPage) {
    let group = report.groups > 1 ? "group \(sentences.name(violation.group)): " : ""
    page.flow([TextSpan(group + sentences.sentence(violation.clash))], indent: 2, hanging: 4)
    page.blank()
    page.flow([TextSpan("Because", .heading)])
    let column = sentenceColumn(violation)
    for witness in violation.witnesses {
      writeLine(witness.position, [TextSpan(sentences.sentence(witness))], column, to: &page)
      if witness.position == violation.firstUnexplained { page.flow([remark("↑")], indent: column) }
    }
    writeUnwitnessed(violation, column, to: &page)
    page.blank()
  }

  private func remark(_ pointer: String) -> TextSpan {
    TextSpan("\(pointer) here a correct server would have done otherwise", .remark)
  }

  /// Names the line to blame where it is not among the witnesses.
  private func writeUnwitnessed(_ violation: Violation, _ column: Int, to page: inout TextPage) {
    guard let position = violation.firstUnexplained else { return }
    guard !violation.witnesses.contains(where: { $0.position == position }) else { return }
    writeLine(position, [remark("←")], column, to: &page)
  }

  private func writeLine(
    _ position: SourcePosition, _ body: [TextSpan], _ column: Int, to page: inout TextPage
  ) {
    page.entry(TextSpan(sentences.location(position), .location), column: column, body)
  }

  /// Where the sentences start: behind the widest `file:line` that leaves them half of the page.
  private func sentenceColumn(_ violation: Violation) -> Int {
    let positions = violation.witnesses.map(\.position) + [violation.firstUnexplained].compactMap { $0 }
    let widths = positions.map { sentences.location($0).count }.filter { $0 <= options.width / 2 }
    return 2 + (widths.max() ?? 1) + 3
  }
}
