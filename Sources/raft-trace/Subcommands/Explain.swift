import ArgumentParser
import RaftTraceChecker
import TraceRendering

/// Tells what a property says, why, and where it is written.
struct Explain: ParsableCommand {
  static let configuration = CommandConfiguration(
    abstract:
      "Explain a property: its sentence, its reason, the section of the paper, the file that holds it."
  )

  @Argument(help: "Name of a property, as a report prints it; all of them if absent.")
  var property: String?

  @OptionGroup var colour: ColourOptions

  func run() throws {
    let text = ExplainText(options: colour.textOptions)
    guard let property else { return try Console.write(text.table(TraceChecker.descriptions)) }
    try Console.write(text.text(TraceChecker.description(of: try Self.property(property))))
  }

  /// The property of that name, whatever its letters' case.
  static func property(_ name: String) throws -> PropertyName {
    if let property = PropertyName.allCases.first(where: {
      $0.rawValue.lowercased() == name.lowercased()
    }) {
      return property
    }
    let names = PropertyName.allCases.map(\.rawValue).joined(separator: ", ")
    throw ValidationError("No property is called '\(name)'; known are: \(names).")
  }
}
