public import RaftTraceChecker

extension ExplainText {
  /// The replay of a trace, with the requirements that it tests, by step.
  public var conformance: String {
    var page = TextPage(width: options.width)
    page.flow(
      [
        TextSpan(ConformanceDescription.name, .heading), TextSpan("– \(ConformanceDescription.sentence)"),
        TextSpan("(\(ConformanceDescription.reference))", isUnbroken: true),
      ], hanging: 4)
    page.blank()
    writeReason(ConformanceDescription.why, to: &page)
    writeNeeds(ConformanceDescription.needs, to: &page)
    writeRequirements(to: &page)
    page.flow([TextSpan("Source", .heading), TextSpan(ConformanceDescription.sourceFolder, .location)])
    return page.text(options.colour)
  }

  /// One requirement of a step.
  public func text(_ requirement: ReplayRequirement) -> String {
    var page = TextPage(width: options.width)
    page.flow(
      [
        TextSpan(requirement.rawValue, .heading), TextSpan("– \(requirement.sentence)"),
        TextSpan("(\(requirement.reference))", isUnbroken: true),
      ], hanging: 4)
    page.blank()
    page.flow(
      [TextSpan(requirement.step.rawValue, .heading), TextSpan("requires \(requirement.formula)")], indent: 2,
      hanging: 4)
    page.flow([TextSpan("i is the server, and ′ marks a value after the step.", .remark)], indent: 2)
    page.blank()
    page.flow([TextSpan("Source", .heading), TextSpan(requirement.step.sourceFile, .location)])
    return page.text(options.colour)
  }

  private func writeRequirements(to page: inout TextPage) {
    page.flow([TextSpan("Requirements", .heading), TextSpan("(raft-trace explain NAME tells each)")])
    let column = 4 + (ReplayStep.allCases.map(\.rawValue.count).max() ?? 0)
    for step in ReplayStep.allCases {
      let requirements = ReplayRequirement.allCases.filter { $0.step == step }.map(\.rawValue)
      guard !requirements.isEmpty else { continue }
      page.entry(TextSpan(step.rawValue), column: column, [TextSpan(requirements.joined(separator: ", "))])
    }
    page.blank()
  }
}
