extension MappingLoader {
  /// Reads `where: {candidate: $server}`: fields and variables of the line, and what they must equal.
  func conditions(_ node: MappingNode?) throws(MappingError) -> [RuleCondition] {
    var conditions: [RuleCondition] = []
    for (key, value) in try node?.pairs() ?? [] {
      let (left, kind) = try left(key)
      conditions.append(RuleCondition(left: left, right: try right(value, kind)))
    }
    return conditions
  }

  private func left(_ node: MappingNode) throws(MappingError) -> (RuleCondition.Operand, FieldKind) {
    let text = try node.text()
    if text.hasPrefix("$") { return try variable(text, node) }
    guard let field = MappingField(text), field.kind != .servers else {
      throw node.error(found: "\"\(text)\"", expected: "a field of one value, or a $variable")
    }
    return (.field(field), field.kind)
  }

  private func right(_ node: MappingNode, _ kind: FieldKind) throws(MappingError) -> RuleCondition.Operand {
    let text = try node.text()
    let isServer = kind == .server || kind == .serverOrNobody
    if text == "$server", isServer { return .server }
    if text.hasPrefix("$") {
      let (operand, found) = try variable(text, node)
      guard found.isTaken(by: kind) else { throw node.error(found: text, expected: kind.title) }
      return operand
    }
    if kind == .number, let number = UInt64(text) { return .constant(number) }
    if kind == .serverOrNobody, text == "none" { return .constant(FieldKind.nobody) }
    if let value = kind.words?.first(where: { $0.word == text })?.value { return .constant(value) }
    if let field = MappingField(text), field.kind.isTaken(by: kind) { return .field(field) }
    if kind == .group { return .groupName(text) }
    if isServer { return .serverName(text) }
    throw node.error(found: "\"\(text)\"", expected: "\(kind.title), a field or a $variable")
  }

  private func variable(
    _ text: String, _ node: MappingNode
  ) throws(MappingError) -> (RuleCondition.Operand, FieldKind) {
    guard let number = parser.variables.firstIndex(of: String(text.dropFirst())) else {
      throw node.error(found: text, expected: "a variable that a hole {\(text)} fills, or $server")
    }
    return (.variable(number, parser.variableKinds[number]), parser.variableKinds[number])
  }
}

extension FieldKind {
  /// Whether a value of this kind may fill, or be compared with, one of another.
  func isTaken(by kind: FieldKind) -> Bool {
    self == kind || (self == .server && kind == .serverOrNobody)
      || (self == .serverOrNobody && kind == .server)
  }
}
