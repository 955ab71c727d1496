import RaftTraceChecker
import TraceFormat

extension ReportText {
  /// Writes the lines that no step of Raft explains, but for those that a violated property leads back to.
  func writeRefutations(to page: inout TextPage) {
    for refutation in report.ownRefutations {
      write(refutation, to: &page)
      page.blank()
    }
    let kept = report.conformance?.refutations.count ?? 0
    let rest = (report.conformance?.refutationCount ?? kept) - kept
    guard rest > 0 else { return }
    page.flow([TextSpan("and \(Numerals.count(rest, "more line")) that no step of Raft explains")])
    page.blank()
  }

  /// Writes what the replay adds to a violation whose first wrong line it refutes too.
  func write(_ refutation: Refutation, within violation: Violation, to page: inout TextPage) {
    let isShown = violation.witnesses.contains { $0.position == refutation.position }
    page.flow(
      [
        TextSpan("No step of Raft explains", .heading),
        .location(sentences.location(refutation.position)), subject(refutation),
      ])
    if !isShown { page.flow([shown(refutation)], indent: 2, hanging: 4) }
    writeNearMisses(refutation, to: &page)
    writeCauses(refutation, besides: violation.witnesses, to: &page)
    page.blank()
    guard writeConsequences(refutation, to: &page) else { return }
    page.blank()
  }

  private func write(_ refutation: Refutation, to page: inout TextPage) {
    page.flow(
      [
        TextSpan("VIOLATES", .violated), TextSpan("Raft", .heading), TextSpan("– no step of Raft explains"),
        .location(sentences.location(refutation.position)),
      ], hanging: 4)
    page.flow([shown(refutation)], indent: 2, hanging: 4)
    if !refutation.nearMisses.isEmpty {
      page.blank()
      page.flow([TextSpan("Nearest steps", .heading), subject(refutation)])
      writeNearMisses(refutation, to: &page)
    }
    writeCauses(refutation, to: &page)
    guard !report.consequences(of: refutation).isEmpty else { return }
    page.blank()
    _ = writeConsequences(refutation, to: &page)
  }

  /// Whom the formulas call i.
  func subject(_ refutation: Refutation) -> TextSpan {
    TextSpan("(i is \(sentences.name(refutation.server)))", isUnbroken: true)
  }

  func shown(_ refutation: Refutation) -> TextSpan {
    let group = report.groups > 1 ? "group \(sentences.name(refutation.group)): " : ""
    return TextSpan(group + sentences.sentence(refutation.shown, of: refutation.server))
  }

  private func writeNearMisses(_ refutation: Refutation, to page: inout TextPage) {
    let nearMisses = refutation.nearMisses
    let column = 4 + (nearMisses.map { $0.requirement.step.rawValue.count }.max() ?? 0)
    for nearMiss in nearMisses {
      page.entry(
        TextSpan(nearMiss.requirement.step.rawValue), column: column,
        [
          TextSpan(sentences.sentence(nearMiss)),
          TextSpan("(\(nearMiss.requirement.reference))", .remark, isUnbroken: true),
        ])
    }
  }

  private func writeCauses(
    _ refutation: Refutation, besides told: [Witness] = [], to page: inout TextPage
  ) {
    let causes = refutation.causes.filter { !told.contains($0) }
    guard !causes.isEmpty else { return }
    page.blank()
    page.flow([TextSpan("Because", .heading)])
    let column = sentenceColumn(causes.map(\.position))
    for cause in causes {
      writeLine(cause.position, [TextSpan(sentences.sentence(cause))], column, to: &page)
    }
  }

  /// - Returns: whether there was anything to write.
  private func writeConsequences(_ refutation: Refutation, to page: inout TextPage) -> Bool {
    let all = report.consequences(of: refutation)
    guard !all.isEmpty else { return false }
    page.flow([TextSpan("What became visible later", .heading)])
    let column = sentenceColumn(all.map(\.position))
    for (position, violation) in all {
      let sentence = "\(violation.property.rawValue): \(sentences.sentence(violation.clash))"
      writeLine(position, [TextSpan(sentence)], column, to: &page)
    }
    return true
  }
}
