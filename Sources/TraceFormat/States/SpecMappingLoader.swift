/// Reads a mapping for state sequences: names that come before the standard ones.
struct SpecMappingLoader {
  private static let keys = [
    "states", "title", "variables", "roles", "none", "log", "messages", "actions", "dialect",
  ]

  private let fields: [String: MappingNode]
  private var mapping = SpecMapping.standard

  init(_ root: MappingNode) throws(MappingError) { fields = try root.fields(Self.keys) }

  mutating func load() throws(MappingError) -> SpecMapping {
    mapping.name = try fields["states"]?.text() ?? ""
    if let title = fields["title"] { _ = try title.text() }
    try loadVariables()
    try loadWords()
    try loadLog()
    try loadMessages()
    try loadActions()
    try loadDialect()
    return mapping
  }

  private mutating func loadVariables() throws(MappingError) {
    guard let node = fields["variables"] else { return }
    let concepts = try node.fields(SpecConcept.allCases.map(\.rawValue))
    for concept in SpecConcept.allCases {
      guard let node = concepts[concept.rawValue] else { continue }
      let name = try node.text()
      mapping.variables[concept] = [name]
      mapping.named[concept] = name
    }
  }

  private mutating func loadWords() throws(MappingError) {
    if let node = fields["roles"] {
      var roles: [(word: String, role: Role)] = []
      for (key, value) in try node.pairs() { roles.append((try key.text(), try Self.role(value))) }
      mapping.roles = roles + mapping.roles
    }
    if let node = fields["none"] { mapping.noneWords += try Self.texts(node) }
  }

  private mutating func loadLog() throws(MappingError) {
    guard let node = fields["log"] else { return }
    let log = try node.fields(["base", "entries", "term", "index"])
    if let base = log["base"] { mapping.logBase = try Self.value(base) }
    if let entries = log["entries"] { mapping.logFields = try Self.texts(entries) + mapping.logFields }
    if let term = log["term"] { mapping.entryFields[.term] = try Self.texts(term) }
    if let index = log["index"] { mapping.entryFields[.index] = try Self.texts(index) }
  }

  private mutating func loadMessages() throws(MappingError) {
    guard let node = fields["messages"] else { return }
    let messages = try node.fields(["types", "fields", "queues"])
    if let queues = messages["queues"] { mapping.queueOrder = try Self.value(queues) }
    if let node = messages["types"] {
      var types: [(word: String, type: MessageType)] = []
      for (key, value) in try node.pairs() { types.append((try key.text(), try Self.value(value))) }
      mapping.messageTypes = types + mapping.messageTypes
    }
    guard let node = messages["fields"] else { return }
    let fields = try node.fields(SpecMessageField.allCases.map(\.rawValue))
    for field in SpecMessageField.allCases {
      guard let node = fields[field.rawValue] else { continue }
      mapping.renameMessageField(field, to: try Self.texts(node))
    }
  }

  private mutating func loadActions() throws(MappingError) {
    guard let node = fields["actions"] else { return }
    let actions = try node.fields(["restart", "lose", "duplicate"])
    if let names = actions["restart"] { mapping.restartActions += try Self.texts(names) }
    if let names = actions["lose"] { mapping.lossActions += try Self.texts(names) }
    if let names = actions["duplicate"] { mapping.duplicationActions += try Self.texts(names) }
  }

  private mutating func loadDialect() throws(MappingError) {
    guard let node = fields["dialect"] else { return }
    for (key, value) in try node.pairs() {
      let (name, setting) = (try key.text(), try value.text())
      guard mapping.dialect.set(name, to: setting) else {
        throw key.error(
          found: "\(ReadingError.quote(name)): \(ReadingError.quote(setting))",
          expected: "one of \(SourceDialect.parameterHelp.joined(separator: ", "))")
      }
    }
  }

  private static func texts(_ node: MappingNode) throws(MappingError) -> [String] {
    var texts: [String] = []
    for element in try node.list() { texts.append(try element.text()) }
    return texts
  }

  private static func role(_ node: MappingNode) throws(MappingError) -> Role {
    let text = try node.text()
    guard let role = Role.allCases.first(where: { "\($0)" == text }) else {
      let known = Role.allCases.map { "\($0)" }.joined(separator: ", ")
      throw node.error(found: ReadingError.quote(text), expected: "one of \(known)")
    }
    return role
  }

  private static func value<Value: RawRepresentable<String> & CaseIterable>(
    _ node: MappingNode
  ) throws(MappingError) -> Value {
    let text = try node.text()
    guard let value = Value(rawValue: text) else {
      let known = Value.allCases.map(\.rawValue).joined(separator: ", ")
      throw node.error(found: ReadingError.quote(text), expected: "one of \(known)")
    }
    return value
  }
}

extension SpecMapping {
  /// Gives a field of messages other names, which then mean nothing else.
  fileprivate mutating func renameMessageField(_ field: SpecMessageField, to names: [String]) {
    let words = names.map { SpecWord($0) }
    for other in SpecMessageField.allCases {
      messageFields[other]?.removeAll { words.contains(SpecWord($0)) }
    }
    messageFields[field] = names
  }
}
