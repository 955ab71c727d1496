extension MappingLoader {
  private static let ruleKeys = [
    "line", "keys", "where", "event", "set", "events", "keep", "forget", "needsLife", "ownerFollows",
    "mayPrecedeStart",
  ]

  /// Reads a rule and adds its patterns, each checked against all before it.
  mutating func addRule(_ node: MappingNode) throws(MappingError) {
    let fields = try node.fields(Self.ruleKeys)
    let lines = try templates(fields["line"], of: node)
    let keys = try keyTemplates(fields["keys"])
    let events = try events(fields, of: node)
    let rule = MappingRule(
      line: node.line, keys: keys, events: events, forgets: try forgets(fields["forget"]),
      keeps: try keeps(fields["keep"]), conditions: try conditions(fields["where"]),
      needsLife: try needsLife(fields["needsLife"]),
      ownerFollows: try fields["ownerFollows"]?.boolean() ?? false,
      mayPrecedeStart: try fields["mayPrecedeStart"]?.boolean() ?? false)
    for (line, template) in lines {
      try RuleCheck(rule: rule, template: template, shapes: parts.shapes).run(at: line)
      try checkThatNoneTakes(template, keys, at: line)
      parts.patterns.append(
        MappingPattern(
          template: template, rule: parts.rules.count,
          isConditional: rule.isConditional || template.isConditional))
    }
    parts.rules.append(rule)
  }

  private mutating func templates(
    _ node: MappingNode?, of rule: MappingNode
  ) throws(MappingError) -> [(MappingNode, Template)] {
    guard let node else { return [(rule, Template.anything)] }
    var templates: [(MappingNode, Template)] = []
    for line in try node.list() {
      let text = try line.text()
      var parser = self.parser
      let template = try line.locating { () throws(MappingFault) in try parser.template(text) }
      self.parser = parser
      templates.append((line, template))
    }
    return templates
  }

  private mutating func events(
    _ fields: [String: MappingNode], of rule: MappingNode
  ) throws(MappingError) -> [EventRule] {
    if let events = fields["events"] {
      if let one = fields["event"] ?? fields["set"] {
        throw one.error(found: "event or set beside events", expected: "them inside of events")
      }
      var rules: [EventRule] = []
      for node in try events.list() {
        let fields = try node.fields(["event", "set"])
        guard let event = fields["event"] else {
          throw node.error(found: "no event", expected: "event: NAME")
        }
        rules.append(try self.event(event, fields["set"]))
      }
      return rules
    }
    if let event = fields["event"] { return [try self.event(event, fields["set"])] }
    if let set = fields["set"] { throw set.error(found: "set without event", expected: "event: NAME") }
    return []
  }

  private mutating func event(_ node: MappingNode, _ set: MappingNode?) throws(MappingError) -> EventRule {
    let text = try node.text()
    guard let name = EventName(rawValue: text) else {
      let known = EventName.allCases.map(\.rawValue).joined(separator: ", ")
      throw node.error(found: "the event \"\(text)\"", expected: "one of \(known)")
    }
    var settings: [Setting] = []
    for (key, value) in try set?.pairs() ?? [] {
      let name = try key.text()
      guard let field = MappingField(name), field.kind != .servers else {
        throw key.error(found: "the field \"\(name)\"", expected: "a field that one value fills")
      }
      settings.append(try setting(field, value))
    }
    return EventRule(name: name, settings: settings)
  }

  private func setting(_ field: MappingField, _ node: MappingNode) throws(MappingError) -> Setting {
    let text = try node.text()
    if text == "$server" {
      guard field.kind == .server || field.kind == .serverOrNobody else {
        throw node.error(found: "$server for \(field.name)", expected: field.kind.title)
      }
      return Setting(field: field, source: .server)
    }
    if text.hasPrefix("$") {
      return Setting(field: field, source: try sum(text, of: field.kind, for: field.name, node))
    }
    guard let value = field.constant(text) else {
      throw node.error(found: "\"\(text)\" for \(field.name)", expected: field.kind.constants)
    }
    return Setting(field: field, source: .constant(value))
  }

  /// Reads `$first+$count-1`: variables and numbers, added and subtracted.
  private func sum(
    _ text: String, of kind: FieldKind, for use: String, _ node: MappingNode
  ) throws(MappingError) -> Setting.Source {
    var terms: [Setting.Term] = []
    var offset = 0
    var rest = text[...]
    var isSubtracted = false
    while true {
      let end = rest.firstIndex { $0 == "+" || $0 == "-" } ?? rest.endIndex
      let word = rest[..<end]
      if let number = Int(word), word.first?.isNumber == true, !terms.isEmpty, number < 1 << 32 {
        offset += isSubtracted ? -number : number
      } else if word.hasPrefix("$"), let number = parser.variables.firstIndex(of: String(word.dropFirst())) {
        guard parser.variableKinds[number].isTaken(by: kind) else {
          throw node.error(found: "\(text) for \(use)", expected: kind.title)
        }
        terms.append(Setting.Term(variable: number, isSubtracted: isSubtracted))
      } else {
        throw node.error(
          found: text, expected: "variables that holes {$name} above fill, and numbers, with + and - between")
      }
      guard end < rest.endIndex else { break }
      isSubtracted = rest[end] == "-"
      rest = rest[rest.index(after: end)...]
    }
    guard kind == .number || (terms.count == 1 && offset == 0) else {
      throw node.error(found: "\(text) for \(use)", expected: kind.title)
    }
    return .sum(terms, offset: offset)
  }

  /// Reads `keep: {term: $vote}`.
  private mutating func keeps(
    _ node: MappingNode?
  ) throws(MappingError) -> [(variable: Int, source: Setting.Source)] {
    var keeps: [(variable: Int, source: Setting.Source)] = []
    for (key, value) in try node?.pairs() ?? [] {
      let name = try key.text()
      let text = try value.text()
      let kind =
        parser.kind(ofVariable: String(text.prefix { $0 != "+" && $0 != "-" }.dropFirst())) ?? .number
      let source = try sum(text, of: kind, for: "$\(name)", value)
      var parser = self.parser
      let number = try key.locating { () throws(MappingFault) in try parser.variable(name, kind: kind) }
      self.parser = parser
      keeps.append((number, source))
    }
    return keeps
  }

  private func needsLife(_ node: MappingNode?) throws(MappingError) -> Bool {
    guard let node, try node.boolean() else { return false }
    guard parts.shapes.contains(where: \.tellsLife) else {
      throw node.error(found: "needsLife", expected: "a hole {life} in lines")
    }
    return true
  }

  private func forgets(_ node: MappingNode?) throws(MappingError) -> [Int] {
    var numbers: [Int] = []
    for name in try node?.list() ?? [] {
      let text = try name.text()
      guard let number = parser.variables.firstIndex(of: text) else {
        throw name.error(found: "\"\(text)\"", expected: "a variable that a hole {$\(text)} above fills")
      }
      numbers.append(number)
    }
    return numbers
  }

  private func checkThatNoneTakes(
    _ template: Template, _ keys: [KeyTemplate], at node: MappingNode
  ) throws(MappingError) {
    for pattern in parts.patterns where pattern.template.takesAll(of: template) {
      let rule = pattern.rule < parts.rules.count ? parts.rules[pattern.rule] : nil
      if let rule, rule.isConditional || pattern.template.isConditional { continue }
      let conditions = rule?.keys ?? keys
      let isTaken = conditions.allSatisfy { condition in
        keys.contains { $0.slot == condition.slot && condition.template.takesAll(of: $0.template) }
      }
      guard isTaken else { continue }
      let line = rule?.line ?? node.line ?? 0
      throw node.error(
        found: "a rule that no line reaches",
        expected: "it before the rule of line \(line), which takes them all")
    }
  }
}

extension Template {
  /// The template of a rule that looks at keys only.
  fileprivate static var anything: Template {
    var template = Template()
    template.append(Hole(target: .ignored, type: HoleType(element: .rest)))
    return template
  }
}

extension MappingField {
  /// The value of a text in `set:`; nil where the field has no such value.
  fileprivate func constant(_ text: String) -> UInt64? {
    switch kind {
    case .number: UInt64(text)
    case .serverOrNobody: text == "none" ? FieldKind.nobody : nil
    case .server, .servers, .group, .name, .digest, .time: nil
    case .boolean, .role, .messageType, .action, .outcome:
      kind.words?.first { $0.word == text }?.value
    }
  }
}

extension FieldKind {
  /// What `set:` can give a field of the kind.
  fileprivate var constants: String {
    switch self {
    case .number: "a number or a $variable"
    case .server: "$server or a $variable"
    case .serverOrNobody: "none, $server or a $variable"
    case .servers, .group, .name, .digest, .time: "a hole: such a field has no constants"
    case .boolean, .role, .messageType, .action, .outcome:
      (words ?? []).map(\.word).joined(separator: ", ")
    }
  }
}
