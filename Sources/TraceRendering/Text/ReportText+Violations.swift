import RaftTraceChecker
import TraceFormat

extension ReportText {
  /// Writes each violated property with the clashes found and the lines that prove them.
  func writeViolations(to page: inout TextPage) {
    var told: Set<Set<SourcePosition>> = []
    var explained: Set<SourcePosition> = []
    for property in report.properties where property.status == .violated {
      let violations = report.violations.filter { $0.property == property.name }
      writeHeading(of: property.name, to: &page)
      for violation in violations {
        write(violation, linesAreKnown: !told.insert(violation.lines).inserted, to: &page)
      }
      let rest = property.violationCount - violations.count
      if rest > 0 {
        let more = "and \(Numerals.count(rest, "more violation")) of \(property.name.rawValue)"
        page.flow([TextSpan(more)], indent: 2)
        page.blank()
      }
      writeRefutations(of: violations, &explained, to: &page)
    }
  }

  /// Writes what the replay adds to violations whose first wrong line it refutes too, each line once.
  private func writeRefutations(
    of violations: [Violation], _ explained: inout Set<SourcePosition>, to page: inout TextPage
  ) {
    for violation in violations {
      guard let refutation = report.refutation(of: violation) else { continue }
      if explained.insert(refutation.position).inserted { write(refutation, within: violation, to: &page) }
    }
  }

  func writeHeading(of name: PropertyName, to page: inout TextPage) {
    let description = context.describe(name)
    page.flow(
      [
        TextSpan("VIOLATES", .violated), TextSpan(name.rawValue, .heading),
        TextSpan("– \(description.sentence)"), TextSpan("(\(description.reference))", isUnbroken: true),
      ], hanging: 4)
  }

  private func write(_ violation: Violation, linesAreKnown: Bool, to page: inout TextPage) {
    let group = report.groups > 1 ? "group \(sentences.name(violation.group)): " : ""
    page.flow([TextSpan(group + sentences.sentence(violation.clash))], indent: 2, hanging: 4)
    page.blank()
    defer { page.blank() }
    if linesAreKnown {
      page.flow([TextSpan("Because", .heading), TextSpan("of the same lines as above")])
      return
    }
    page.flow([TextSpan("Because", .heading)])
    let column = sentenceColumn(violation)
    for witness in violation.witnesses {
      let isWrong = witness.position == violation.firstUnexplained
      writeLine(
        witness.position, [TextSpan(sentences.sentence(witness))] + (isWrong ? [mark] : []), column, to: &page
      )
    }
    writeUnwitnessed(violation, column, to: &page)
  }

  /// Points at the line at which a correct server would have done otherwise.
  var mark: TextSpan { TextSpan("← first wrong line", .remark, isUnbroken: true) }

  /// Names the line to blame where it is not among the witnesses.
  private func writeUnwitnessed(_ violation: Violation, _ column: Int, to page: inout TextPage) {
    guard let position = violation.firstUnexplained else { return }
    guard !violation.witnesses.contains(where: { $0.position == position }) else { return }
    writeLine(position, [mark], column, to: &page)
  }

  func writeLine(
    _ position: SourcePosition, _ body: [TextSpan], _ column: Int, to page: inout TextPage
  ) {
    page.entry(.location(sentences.location(position)), column: column, body)
  }

  /// Where the sentences start: behind the widest `file:line` that leaves them half of the page.
  private func sentenceColumn(_ violation: Violation) -> Int {
    sentenceColumn(violation.witnesses.map(\.position) + [violation.firstUnexplained].compactMap { $0 })
  }

  /// Where the sentences behind these lines start, as above.
  func sentenceColumn(_ positions: [SourcePosition]) -> Int {
    let widths = positions.map { sentences.location($0).count }.filter { $0 <= options.width / 2 }
    return 2 + (widths.max() ?? 1) + 3
  }
}

extension Violation {
  /// The lines that prove it.
  fileprivate var lines: Set<SourcePosition> { Set(witnesses.map(\.position)) }
}
