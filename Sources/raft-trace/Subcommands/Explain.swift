import ArgumentParser
import RaftTraceChecker
import TraceRendering

/// Tells what a property, or a requirement of the replay, says, why, and where it is written.
struct Explain: ParsableCommand {
  static let configuration = CommandConfiguration(
    abstract:
      "Explain a property, or a step's requirement: its sentence, the section of the paper, the file that holds it."
  )

  @Argument(
    help: "Name of a property, Conformance, or a requirement of it, as a report prints it; a table if absent."
  )
  var property: String?

  @OptionGroup var colour: ColourOptions

  func run() throws {
    let text = ExplainText(options: colour.textOptions)
    guard let property else { return try Console.write(text.table(TraceChecker.descriptions)) }
    try Console.write(Self.words(for: property, text))
  }

  /// What is explained under that name, whatever its letters' case.
  private static func words(for name: String, _ text: ExplainText) throws -> String {
    switch CheckName.named(name) {
    case .property(let property): return text.text(TraceChecker.description(of: property))
    case .conformance: return text.conformance
    case nil: break
    }
    let requirement = ReplayRequirement.allCases.first { $0.rawValue.lowercased() == name.lowercased() }
    guard let requirement else { throw CheckName.unknown(name, "property or requirement") }
    return text.text(requirement)
  }
}
