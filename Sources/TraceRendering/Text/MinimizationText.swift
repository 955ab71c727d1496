import RaftTraceChecker
import TraceFormat

/// The report of a minimization for people: how much was left out, how, the steps that remain, and what they violate.
public struct MinimizationText {
  private let summary: MinimizationSummary
  private let file: String?
  private let options: TextOptions
  private var minimization: Minimization { summary.minimization }

  /// - Parameter file: the trace that was written, where `check` and `render` can read it.
  public init(_ summary: MinimizationSummary, file: String? = nil, options: TextOptions = TextOptions()) {
    self.summary = summary
    self.file = file
    self.options = options
  }

  /// The whole text; every line ends with a newline and fits into the options' width, unless a `file:line` does not.
  public var text: String {
    var page = TextPage(width: options.width)
    writeSizes(to: &page)
    writeMethod(to: &page)
    writeProof(to: &page)
    writeNames(to: &page)
    page.blank()
    writeSteps(to: &page)
    writeViolation(to: &page)
    page.next(next)
    return page.text(options.colour)
  }

  private func writeSizes(to page: inout TextPage) {
    let (before, after) = (minimization.before, minimization.after)
    let isSmaller = before != after
    var verdict = isSmaller ? "MINIMIZED" : "NOT MINIMIZED"
    if case .untouched = minimization.method, minimization.isOneMinimal { verdict = "ALREADY MINIMAL" }
    var parts = [change("events", before.events, after.events)]
    if let steps = before.steps, let fewer = after.steps { parts.append(change("steps", steps, fewer)) }
    parts.append(change("servers", before.servers, after.servers))
    parts.append(change("terms", before.terms, after.terms))
    let spans = parts.enumerated().map { i, part in
      TextSpan(part + (i == parts.count - 1 ? "" : ","), isUnbroken: true)
    }
    page.flow(
      [TextSpan(verdict, isSmaller ? .held : .undecided), TextSpan("–")]
        + spans, hanging: 4)
  }

  /// A run shows all that happens in it, so its trace may have more lines than that of as many steps in a log.
  private var isSmaller: Bool {
    let (before, after) = (minimization.before, minimization.after)
    let isShorter =
      before.steps.flatMap { steps in after.steps.map { $0 < steps } } ?? (after.events < before.events)
    return isShorter || after.servers < before.servers || after.terms < before.terms
  }

  private func change(_ name: String, _ before: Int, _ after: Int) -> String {
    "\(name) \(Numerals.grouped(before)) → \(Numerals.grouped(after))"
  }

  private func writeMethod(to page: inout TextPage) {
    let words: String
    switch minimization.method {
    case .evidence:
      words = "Evidence: lines of the trace as they are, which by themselves prove the violation"
    case .untouched:
      words = "Run again in the model, where no step of it could be left out; the trace is written as it is"
    case .rerun(let rerun):
      words = "Run again by the rules of \(rules(rerun)), with steps left out" + kept(rerun.deviationCount)
    }
    page.flow([TextSpan(words)], indent: 2, hanging: 4)
  }

  /// The rules that explain the trace, and which others do as well.
  private func rules(_ rerun: Minimization.RerunDescription) -> String {
    guard let mutation = rerun.mutation else { return "Raft" }
    guard !rerun.alternatives.isEmpty else { return "Raft mutated by \(mutation)" }
    let others = rerun.alternatives.prefix(2).joined(separator: ", ")
    let more = rerun.alternatives.count > 2 ? " and \(rerun.alternatives.count - 2) more" : ""
    return "Raft mutated by \(mutation) (\(others)\(more) would explain the trace as well)"
  }

  /// How many steps are not of the rules.
  private func kept(_ count: Int) -> String {
    guard count > 0 else { return "" }
    let them = count == 1 ? "it" : "them"
    return "; \(Numerals.count(count, "step")) kept as the trace shows \(them), against the rules"
  }

  /// Says whether nothing more can go, and how much was tried.
  private func writeProof(to page: inout TextPage) {
    let label = TextSpan("1-minimal:", .heading)
    if minimization.isOneMinimal {
      page.flow([label, TextSpan("verified", .held), TextSpan("– \(verification)")], indent: 2, hanging: 4)
    } else {
      page.flow(
        [label, TextSpan("not proven", .undecided), TextSpan("– \(excuse)")], indent: 2, hanging: 4)
    }
    let calls = Numerals.count(minimization.oracleCalls, "candidate")
    let time = summary.seconds.map { " in \(Self.seconds($0))" } ?? ""
    page.flow([TextSpan("\(calls) checked\(time)")], indent: 2, hanging: 4)
  }

  private var verification: String {
    let steps = minimization.after.steps
    let count = steps ?? minimization.after.events
    let (one, rest) = steps == nil ? ("event", ", with what rests on it,") : ("step", "")
    return count == 1
      ? "the one \(one) was removed and the violation vanished"
      : "each of the \(Numerals.count(count, one)) was removed\(rest) and the violation vanished"
  }

  private var excuse: String {
    switch summary.ending {
    case .finished: "not everything was removed by itself to see whether the violation vanishes"
    case .budget: "the budget was used up; this is the smallest found until then"
    case .interrupted: "interrupted; this is the smallest found until then"
    }
  }

  /// Tenths of a second below ten.
  private static func seconds(_ seconds: Double) -> String {
    let tenths = Int((seconds * 10).rounded())
    return tenths < 100 ? "\(tenths / 10).\(tenths % 10) s" : "\(Numerals.grouped(tenths / 10)) s"
  }

  private func writeNames(to page: inout TextPage) {
    let names = summary.renamed.map { "\($0.name) was \(VisibleText.name($0.original))" }
    guard !names.isEmpty else { return }
    page.flow(
      [TextSpan("Servers:", .heading), TextSpan(names.joined(separator: ", "))], indent: 2, hanging: 4)
  }

  private func writeSteps(to page: inout TextPage) {
    let steps = summary.steps
    guard !steps.isEmpty else { return }
    page.flow([TextSpan("Steps", .heading)])
    let column = 4 + String(steps.count).count
    for (i, step) in steps.enumerated() {
      let remark = step.isDeviation ? [TextSpan("← as in the trace", .remark, isUnbroken: true)] : []
      page.entry(TextSpan("\(i + 1)", .location), column: column, [TextSpan(step.words)] + remark)
    }
    page.blank()
  }

  /// Writes the violation as the short report of `check` does, of the target alone.
  private func writeViolation(to page: inout TextPage) {
    let whole = ReportText(summary.targetReport, context: summary.context, options: options)
    let places = LinePlaces(summary.context.symbols)
    let report = ShortReport(whole: whole, places: places, room: ShortReportRoom())
    let lead = ShortReport.Lead(whole.report)
    report.writeHeading(of: lead, to: &page)
    page.blank()
    report.writeCauses(of: lead, to: &page)
    let others = ViolationTarget.all(of: summary.report).map(\.name)
      .filter { $0 != minimization.target.name }
    if !others.isEmpty {
      page.flow(
        [TextSpan("Also violated:", .heading), TextSpan(others.joined(separator: ", "))], hanging: 4,
        maximum: 2)
    }
    page.blank()
  }

  private var next: [[String]] {
    guard let file else { return [] }
    let name = file.split(separator: "/").last.map(String.init) ?? file
    let stem = name.hasSuffix(".ndjson") ? String(name.dropLast(".ndjson".count)) : name
    let picture = (stem.hasPrefix("-") ? "./" : "") + stem + ".svg"
    return [
      ["raft-trace", "check", file],
      ["raft-trace", "render", "-o", ShellCommand.quote(picture), file],
    ]
  }
}
