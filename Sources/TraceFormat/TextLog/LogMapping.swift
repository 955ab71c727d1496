/// How to read the events of one log dialect: a mapping file, compiled.
///
/// Documentation/Mappings.md describes the file.
public struct LogMapping: Sendable {
  /// The mapping's name, as `formats` lists it.
  public let name: String
  /// One line that says which logs it reads.
  public let title: String
  /// How the source departs from the plainest reading.
  public let dialect: SourceDialect

  /// Whether each file is the log of one server, so that lines that name none are of it from the first on.
  let fileIsOfOneServer: Bool
  let shapes: [LineShape]
  /// The keys whose values are asked for, in the order of their slots.
  let keys: [String]
  let rules: [MappingRule]
  let patterns: [MappingPattern]
  let dispatch: RuleDispatch
  let variables: [String]

  init(_ parts: MappingParts) {
    name = parts.name
    title = parts.title
    dialect = parts.dialect
    fileIsOfOneServer = parts.fileIsOfOneServer
    shapes = parts.shapes
    keys = parts.keys
    rules = parts.rules
    patterns = parts.patterns
    dispatch = RuleDispatch(parts.patterns.map(\.template))
    variables = parts.variables
  }
}

/// The parts of a mapping while its file is read.
struct MappingParts {
  var name = ""
  var title = ""
  var dialect = SourceDialect()
  var fileIsOfOneServer = false
  var shapes: [LineShape] = []
  var keys: [String] = []
  var rules: [MappingRule] = []
  var patterns: [MappingPattern] = []
  var variables: [String] = []

  /// The slot of a key, given anew if it was never asked for.
  mutating func slot(ofKey key: String) -> Int {
    if let slot = keys.firstIndex(of: key) { return slot }
    keys.append(key)
    return keys.count - 1
  }
}
