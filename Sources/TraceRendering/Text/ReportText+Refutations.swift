import RaftTraceChecker
import TraceFormat

extension ReportText {
  /// Writes the lines that no step of Raft explains, but for those that a violated property leads back to.
  func writeRefutations(to page: inout TextPage) {
    let refutations = report.ownRefutations
    for refutation in refutations.prefix(options.violationMaximum) {
      page.append(fitting { self.write(refutation, $0, to: &$1) })
      page.blank()
    }
    let listed = report.conformance?.refutations.count ?? 0
    let unlisted = (report.conformance?.refutationCount ?? listed) - listed
    let rest = refutations.count - min(refutations.count, options.violationMaximum) + max(unlisted, 0)
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
        TextSpan(sentences.location(refutation.position), .location), subject(refutation),
      ])
    if !isShown { page.flow([shown(refutation)], indent: 2, hanging: 4) }
    writeNearMisses(refutation, maximum: options.nearMissMaximum, to: &page)
    page.blank()
    guard writeConsequences(refutation, to: &page) else { return }
    page.blank()
  }

  private func write(_ refutation: Refutation, _ maximum: RefutationMaximum, to page: inout TextPage) {
    page.flow(
      [
        TextSpan("VIOLATES", .violated), TextSpan("Raft", .heading), TextSpan("– no step of Raft explains"),
        TextSpan(sentences.location(refutation.position), .location, isUnbroken: true),
      ], hanging: 4)
    page.flow([shown(refutation)], indent: 2, hanging: 4)
    if !refutation.nearMisses.isEmpty {
      page.blank()
      page.flow([TextSpan("Nearest steps", .heading), subject(refutation)])
      writeNearMisses(refutation, maximum: maximum.nearMisses, to: &page)
    }
    writeCauses(refutation, maximum: maximum.causes, to: &page)
    guard !report.consequences(of: refutation).isEmpty else { return }
    page.blank()
    _ = writeConsequences(refutation, to: &page)
  }

  /// Whom the formulas call i.
  private func subject(_ refutation: Refutation) -> TextSpan {
    TextSpan("(i is \(sentences.name(refutation.server)))", isUnbroken: true)
  }

  private func shown(_ refutation: Refutation) -> TextSpan {
    let group = report.groups > 1 ? "group \(sentences.name(refutation.group)): " : ""
    return TextSpan(group + sentences.sentence(refutation.shown, of: refutation.server))
  }

  private func writeNearMisses(_ refutation: Refutation, maximum: Int, to page: inout TextPage) {
    let nearMisses = refutation.nearMisses.prefix(maximum)
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

  private func writeCauses(_ refutation: Refutation, maximum: Int, to page: inout TextPage) {
    guard !refutation.causes.isEmpty else { return }
    page.blank()
    page.flow([TextSpan("Because", .heading)])
    let causes = refutation.causes.prefix(maximum)
    let column = sentenceColumn(causes.map(\.position))
    for cause in causes {
      writeLine(cause.position, [TextSpan(sentences.sentence(cause))], column, to: &page)
    }
    let rest = refutation.causes.count - causes.count
    if rest > 0 { page.flow([TextSpan("… and \(Numerals.count(rest, "more line"))")], indent: 2) }
  }

  /// - Returns: whether there was anything to write.
  private func writeConsequences(_ refutation: Refutation, to page: inout TextPage) -> Bool {
    let all = report.consequences(of: refutation)
    guard !all.isEmpty else { return false }
    page.flow([TextSpan("What became visible later", .heading)])
    let consequences = all.prefix(options.violationMaximum)
    let column = sentenceColumn(consequences.map(\.position))
    for (position, violation) in consequences {
      let sentence = "\(violation.property.rawValue): \(sentences.sentence(violation.clash))"
      writeLine(position, [TextSpan(sentence)], column, to: &page)
    }
    let rest = all.count - consequences.count
    if rest > 0 {
      page.flow([TextSpan("… and \(Numerals.count(rest, "more property", "more properties"))")], indent: 2)
    }
    return true
  }
}

extension ReportText {
  /// How much of a refutation is told.
  private struct RefutationMaximum {
    var nearMisses: Int
    var causes: Int
  }

  /// A text that tells as many causes, and then as many near steps, as its height allows; one of each at least.
  private func fitting(_ write: (RefutationMaximum, inout TextPage) -> Void) -> TextPage {
    var maximum = RefutationMaximum(nearMisses: options.nearMissMaximum, causes: options.causeMaximum)
    while true {
      var page = TextPage(width: options.width)
      write(maximum, &page)
      if page.height <= options.refutationHeight { return page }
      if maximum.causes > 1 {
        maximum.causes -= 1
      } else if maximum.nearMisses > 1 {
        maximum.nearMisses -= 1
      } else {
        return page
      }
    }
  }
}
