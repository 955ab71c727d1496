import RaftTraceChecker
import TraceFormat

extension ShortReport {
  /// What the report begins with.
  enum Lead {
    case refutation(Refutation)
    case violation(Violation)
    /// Something is violated of which no proof was kept.
    case none

    init(_ report: CheckReport) {
      if let refutation = report.conformance?.refutations.first {
        self = .refutation(refutation)
      } else if let violation = report.violations.first {
        self = .violation(violation)
      } else {
        self = .none
      }
    }
  }

  /// Writes what is violated, where, what is seen there, and for a line the steps that come nearest.
  func writeHeading(of lead: Lead, to page: inout TextPage) {
    switch lead {
    case .refutation(let refutation): writeHeading(of: refutation, to: &page)
    case .violation(let violation): writeHeading(of: violation, to: &page)
    case .none: page.flow([TextSpan("VIOLATES", .violated), TextSpan("Raft", .heading)])
    }
  }

  private func writeHeading(of refutation: Refutation, to page: inout TextPage) {
    page.flow(
      [
        TextSpan("VIOLATES", .violated), TextSpan("Raft", .heading), TextSpan("– no step of Raft explains"),
        .location(sentences.location(refutation.position)),
      ], hanging: 4)
    page.flow([whole.shown(refutation)], indent: 2, hanging: 4, maximum: room.shownLines)
    let properties = properties(of: refutation).map(\.rawValue)
    if !properties.isEmpty {
      let names = Numerals.list(properties, "and")
      page.flow([TextSpan("which violates \(names)")], indent: 2, hanging: 4, maximum: room.propertyLines)
    }
    let nearMisses = refutation.nearMisses.prefix(room.nearMisses)
    guard !nearMisses.isEmpty else { return }
    let heading = nearMisses.count == 1 ? "Nearest step" : "Nearest steps"
    page.flow([TextSpan(heading, .heading), whole.subject(refutation)], maximum: 1)
    for nearMiss in nearMisses { write(nearMiss, to: &page) }
  }

  /// Writes a step and its requirement that failed; where that is long, what is expected and seen on a line of its own.
  private func write(_ nearMiss: NearMiss, to page: inout TextPage) {
    let step = TextSpan(nearMiss.requirement.step.rawValue, .heading)
    let reference = TextSpan("(\(nearMiss.requirement.reference))", .remark, isUnbroken: true)
    var entry = TextPage(width: options.width)
    entry.flow([step, TextSpan(sentences.sentence(nearMiss)), reference], indent: 2, hanging: 4)
    guard entry.height > room.nearMissLines else { return page.append(entry) }
    let formula = TextSpan("requires \(nearMiss.requirement.formula)")
    page.flow([step, formula, reference], indent: 2, hanging: 4, maximum: room.nearMissLines - 1)
    page.flow([TextSpan(sentences.contrast(nearMiss))], indent: 4, hanging: 6, maximum: 1)
  }

  private func writeHeading(of violation: Violation, to page: inout TextPage) {
    whole.writeHeading(of: violation.property, to: &page)
    let count = report.properties.first { $0.name == violation.property }?.violationCount ?? 1
    let more = count > 1 ? " (and \(Numerals.count(count - 1, "more violation")) of it)" : ""
    let clash = prefix(of: violation.group) + sentences.sentence(violation.clash) + more
    page.flow([TextSpan(clash)], indent: 2, hanging: 4, maximum: room.shownLines)
  }

  /// Writes the lines that prove it.
  func writeCauses(of lead: Lead, to page: inout TextPage) {
    switch lead {
    case .refutation(let refutation):
      writeCauses(refutation.causes, shown: Array(refutation.causes.prefix(room.causes)), to: &page)
    case .violation(let violation):
      let witnesses = violation.witnesses
      let shown =
        witnesses.count <= room.causes
        ? witnesses : witnesses.prefix(max(room.causes - 1, 1)) + witnesses.suffix(1)
      writeCauses(witnesses, shown: shown, wrong: violation.firstUnexplained, to: &page)
    case .none: break
    }
  }

  private func writeCauses(
    _ all: [Witness], shown: [Witness], wrong: SourcePosition? = nil, to page: inout TextPage
  ) {
    guard !shown.isEmpty || wrong != nil else { return }
    let some = shown.count == all.count ? "" : "(\(shown.count) of \(Numerals.count(all.count, "line")))"
    page.flow([TextSpan("Because", .heading), TextSpan(some)])
    var entries = shown.map { witness in
      let mark = witness.position == wrong ? [whole.mark] : []
      return (causePlace(witness.position), [TextSpan(sentences.sentence(witness))] + mark)
    }
    if let wrong, !shown.contains(where: { $0.position == wrong }) {
      entries.append((causePlace(wrong), [whole.mark]))
    }
    writeEntries(entries, maximum: room.causeLines, to: &page)
  }

  private func causePlace(_ position: SourcePosition) -> TextSpan {
    .location(places.location(position, isNamed: !isOneFile || room.causesNameFile))
  }
}
