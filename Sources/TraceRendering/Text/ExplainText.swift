public import RaftTraceChecker

/// What a property says, why it is stated so, and what it needs to see: the words of `raft-trace explain`.
public struct ExplainText {
  let options: TextOptions

  public init(options: TextOptions = TextOptions()) {
    self.options = options
  }

  /// One property in full.
  public func text(_ description: PropertyDescription) -> String {
    var page = TextPage(width: options.width)
    page.flow(
      [
        TextSpan(description.name.rawValue, .heading), TextSpan("– \(description.sentence)"),
        TextSpan("(\(description.reference))", isUnbroken: true),
      ], hanging: 4)
    page.blank()
    writeReason(description.why, to: &page)
    writeNeeds(description.needs, to: &page)
    page.flow([TextSpan("Source", .heading), TextSpan(description.sourceFile, .location)])
    return page.text(options.colour)
  }

  /// A table of properties, in the order given, and of the replay.
  public func table(_ descriptions: [PropertyDescription]) -> String {
    var page = TextPage(width: options.width)
    let names = descriptions.map(\.name.rawValue) + [ConformanceDescription.name]
    let column = 4 + (names.map(\.count).max() ?? 0)
    for description in descriptions {
      page.entry(
        TextSpan(description.name.rawValue, .heading), column: column,
        [TextSpan(description.sentence), TextSpan("(\(description.reference))", isUnbroken: true)])
    }
    page.entry(
      TextSpan(ConformanceDescription.name, .heading), column: column,
      [
        TextSpan(ConformanceDescription.sentence),
        TextSpan("(\(ConformanceDescription.reference))", isUnbroken: true),
      ])
    return page.text(options.colour)
  }

  func writeReason(_ why: String, to page: inout TextPage) {
    for paragraph in why.split(separator: "\n") {
      page.flow([TextSpan(String(paragraph))], indent: 2)
      page.blank()
    }
  }

  func writeNeeds(_ needs: [String], to page: inout TextPage) {
    guard !needs.isEmpty else { return }
    page.flow([TextSpan("Needs to see", .heading)])
    for need in needs { page.flow([TextSpan("• \(need)")], indent: 2, hanging: 4) }
    page.blank()
  }
}
