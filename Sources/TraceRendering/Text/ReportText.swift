public import RaftTraceChecker

/// The report for people: the verdict with its proof, what was read, how each property ended, what to run next.
public struct ReportText {
  let report: CheckReport
  let context: ReportContext
  let options: TextOptions
  let sentences: Sentences

  public init(_ report: CheckReport, context: ReportContext, options: TextOptions = TextOptions()) {
    self.report = report
    self.context = context
    self.options = options
    self.sentences = Sentences(symbols: context.symbols)
  }

  /// The whole text; every line ends with a newline and fits into the options' width, unless a `file:line` does not.
  ///
  /// What is violated is told on one screen, unless all was asked for; a report without a violation is whole, because
  /// it says what was not judged.
  public var text: String {
    let isShort = report.verdict == .violates && !options.isDetailed
    let page = isShort ? ShortReport.page(self) : wholePage
    return page.text(options.colour)
  }

  private var wholePage: TextPage {
    var page = TextPage(width: options.width)
    writeVerdict(to: &page)
    writeIdentities(to: &page)
    writeInputs(to: &page)
    writeProperties(to: &page)
    writeReplay(to: &page)
    writeNext(to: &page)
    return page
  }

  private func writeVerdict(to page: inout TextPage) {
    switch report.verdict {
    case .violates:
      writeRefutations(to: &page)
      writeViolations(to: &page)
    case .conforms: writeConformity(to: &page)
    case .inconclusive: writeIndecision(to: &page)
    }
  }

  /// Tells once which identity each name stands for, where a trace has both.
  private func writeIdentities(to page: inout TextPage) {
    let renamed = sentences.renamed(report.servers)
    guard !renamed.isEmpty else { return }
    let shown = renamed.prefix(options.isDetailed ? .max : options.identityMaximum)
    let rest = renamed.count - shown.count
    page.flow([TextSpan("Servers", .heading)])
    for (name, identity) in shown { page.flow([TextSpan("\(name) = \(identity)")], indent: 2, hanging: 4) }
    if rest > 0 { page.flow([TextSpan("and \(Numerals.count(rest, "more server"))")], indent: 2) }
    page.blank()
  }
}
