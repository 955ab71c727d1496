/// Reads a mapping's file from top to bottom.
struct MappingLoader {
  private static let keys = [
    "mapping", "title", "lines", "servers", "dialect", "tables", "rules",
  ]

  private let root: MappingNode
  private let fields: [String: MappingNode]
  var parts = MappingParts()
  var parser = TemplateParser()

  init(text: String, file: String) throws(MappingError) {
    root = try MappingNode.root(of: text, file: file)
    fields = try root.fields(Self.keys)
  }

  /// The whole mapping.
  mutating func load() throws(MappingError) -> LogMapping {
    parts.name = try required("mapping").text()
    parts.title = try required("title").text()
    try loadServers()
    if let dialect = fields["dialect"] { parts.dialect = try SourceDialect(dialect) }
    try loadTables()
    for line in try required("lines").list() { parts.shapes.append(try shape(line)) }
    for rule in try required("rules").list() { try addRule(rule) }
    try checkThatServersAreNamed()
    try checkThatComparedVariablesAreFilled()
    parts.variables = parser.variables
    return LogMapping(parts)
  }

  private func required(_ key: String) throws(MappingError) -> MappingNode {
    guard let node = fields[key] else {
      throw root.error(found: "no key \"\(key)\"", expected: "mapping, title, lines and rules")
    }
    return node
  }

  /// Refuses a mapping none of whose events could ever have a server.
  private func checkThatServersAreNamed() throws(MappingError) {
    let holes =
      parts.shapes.flatMap(\.holes) + parts.patterns.flatMap(\.template.holes)
      + parts.rules.flatMap(\.keys).flatMap(\.template.holes)
    guard !parts.fileIsOfOneServer, parts.rules.contains(where: { !$0.events.isEmpty }),
      !holes.contains(where: { $0.target == .field(.event(.server)) })
    else { return }
    throw try required("rules").error(
      found: "no hole {server}", expected: "one in lines or rules, or servers: {file: one}")
  }

  /// Refuses a hole `{=name}` that no line could ever equal.
  private func checkThatComparedVariablesAreFilled() throws(MappingError) {
    let filled = parser.filledVariables.union(parts.rules.flatMap(\.keeps).map(\.variable))
    for (number, name) in parser.variables.enumerated() where !filled.contains(number) {
      throw try required("rules").error(found: "{=\(name)}", expected: "a hole {$\(name)} that fills it")
    }
  }

  private mutating func loadServers() throws(MappingError) {
    guard let node = fields["servers"] else { return }
    let servers = try node.fields(["type", "file"])
    if let type = servers["type"] {
      let name = try type.text()
      guard let element = HoleType.named.first(where: { $0.name == name })?.element,
        HoleType(element: element).gives(.server)
      else { throw type.error(found: "\"\(name)\"", expected: "hex, decimalAsHex, word, quoted or text") }
      parser.serverType = HoleType(element: element)
    }
    if let file = servers["file"] {
      let text = try file.text()
      guard text == "one" else { throw file.error(found: "\"\(text)\"", expected: "one") }
      parts.fileIsOfOneServer = true
    }
  }

  private mutating func loadTables() throws(MappingError) {
    guard let tables = fields["tables"] else { return }
    for (key, words) in try tables.pairs() {
      var entries: [(word: String, means: String)] = []
      for (word, means) in try words.pairs() { entries.append((try word.text(), try means.text())) }
      let name = try key.text()
      guard !entries.isEmpty, HoleType.named.allSatisfy({ $0.name != name }) else {
        throw key.error(found: "the table \"\(name)\"", expected: "words, and a name that is no type's")
      }
      parser.tables[name] = entries
    }
  }

  /// Reads what keys of a line hold: `keys: {index: "{index}"}`.
  mutating func keyTemplates(
    _ node: MappingNode?, at place: TemplateParser.Place = .rule
  ) throws(MappingError) -> [KeyTemplate] {
    guard let node else { return [] }
    var templates: [KeyTemplate] = []
    for (key, value) in try node.pairs() {
      let text = try value.text()
      var parser = self.parser
      let template = try value.locating { () throws(MappingFault) in try parser.template(text, at: place) }
      self.parser = parser
      templates.append(KeyTemplate(slot: parts.slot(ofKey: try key.text()), template: template))
    }
    return templates
  }

  private mutating func shape(_ node: MappingNode) throws(MappingError) -> LineShape {
    let fields = try node.fields(["json", "logfmt", "text", "keys"])
    let keys = try keyTemplates(fields["keys"], at: .shapeKey)
    let layouts = [fields["json"], fields["logfmt"], fields["text"]].compactMap { $0 }
    guard layouts.count == 1 else {
      throw node.error(found: "\(layouts.count) of json, logfmt and text", expected: "one of them")
    }
    if let message = fields["json"] {
      return LineShape(layout: .json, messageSlot: parts.slot(ofKey: try message.text()), keys: keys)
    }
    if let message = fields["logfmt"] {
      return LineShape(layout: .logfmt, messageSlot: parts.slot(ofKey: try message.text()), keys: keys)
    }
    return LineShape(layout: .text, prefix: try prefix(layouts[0]), keys: keys)
  }

  private mutating func prefix(_ node: MappingNode) throws(MappingError) -> Template {
    let text = try node.text()
    var parser = self.parser
    let template = try node.locating { () throws(MappingFault) in try parser.template(text, at: .prefix) }
    self.parser = parser
    guard template.holes.filter({ $0.target == .message }).count == 1 else {
      throw node.error(found: "\"\(text)\"", expected: "one hole {message}")
    }
    return template
  }
}

extension SourceDialect {
  fileprivate init(_ node: MappingNode) throws(MappingError) {
    self.init()
    let fields = try node.fields(["durability", "configurationUse", "isComplete", "reusesIdentities"])
    if let node = fields["durability"] { durability = try Self.value(node) }
    if let node = fields["configurationUse"] { configurationUse = try Self.value(node) }
    if let node = fields["isComplete"] { isComplete = try node.boolean() }
    if let node = fields["reusesIdentities"] { reusesIdentities = try node.boolean() }
  }

  private static func value<Value: RawRepresentable<String> & CaseIterable>(
    _ node: MappingNode
  ) throws(MappingError) -> Value {
    let text = try node.text()
    guard let value = Value(rawValue: text) else {
      let known = Value.allCases.map(\.rawValue).joined(separator: " or ")
      throw node.error(found: "\"\(text)\"", expected: known)
    }
    return value
  }
}

extension LogMapping {
  /// The longest file in bytes that is taken for a mapping.
  public static let lengthMaximum = 1 << 20

  /// Compiles a mapping; `file` names it in errors.
  ///
  /// Throws the first mistake, with the line of the file.
  public init(yaml: [UInt8], file: String) throws(MappingError) {
    guard yaml.count <= Self.lengthMaximum else {
      throw MappingError(
        file: file, line: nil, found: "\(yaml.count) bytes", expected: "at most \(Self.lengthMaximum)")
    }
    guard let text = String(validating: yaml, as: UTF8.self) else {
      throw MappingError(file: file, line: nil, found: "bytes that are no UTF-8", expected: "UTF-8")
    }
    var loader = try MappingLoader(text: text, file: file)
    self = try loader.load()
  }
}
