public import RaftTraceChecker

/// What a property says, why it is stated so, and what it needs to see: the words of `raft-trace explain`.
public struct ExplainText {
  private let options: TextOptions

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
    for paragraph in description.why.split(separator: "\n") {
      page.flow([TextSpan(String(paragraph))], indent: 2)
      page.blank()
    }
    writeNeeds(of: description, to: &page)
    page.flow([TextSpan("Source", .heading), TextSpan(description.sourceFile, .location)])
    return page.text(options.colour)
  }

  /// A table of properties, in the order given.
  public func table(_ descriptions: [PropertyDescription]) -> String {
    var page = TextPage(width: options.width)
    let column = 4 + (descriptions.map { $0.name.rawValue.count }.max() ?? 0)
    for description in descriptions {
      page.entry(
        TextSpan(description.name.rawValue, .heading), column: column,
        [TextSpan(description.sentence), TextSpan("(\(description.reference))", isUnbroken: true)])
    }
    return page.text(options.colour)
  }

  private func writeNeeds(of description: PropertyDescription, to page: inout TextPage) {
    guard !description.needs.isEmpty else { return }
    page.flow([TextSpan("Needs to see", .heading)])
    for need in description.needs { page.flow([TextSpan("• \(need)")], indent: 2, hanging: 4) }
    page.blank()
  }
}
