/// Reads templates: text with holes between braces, `{field}` or `{field:type}`; `{{` is a brace of the line.
///
/// Knows the mapping's variables and tables, and collects the variables that holes fill.
struct TemplateParser {
  /// The type of servers' holes that name none.
  var serverType = HoleType(element: .word)
  /// The words of the mapping's tables: `tables: {roles: {StateLeader: leader}}`.
  var tables: [String: [(word: String, means: String)]] = [:]
  /// The names of variables in the order of their first hole.
  private(set) var variables: [String] = []
  /// What each variable holds: `number` or `server`.
  private(set) var variableKinds: [FieldKind] = []

  /// The variables that holes `{$name}` fill.
  private(set) var filledVariables: Set<Int> = []

  /// Where a template stands.
  enum Place {
    case rule
    /// A key of a line's shape, which may hold `{life}`.
    case shapeKey
    /// The prefix of text, which may hold `{message}` and `{pairs}` too.
    case prefix
  }

  /// Reads a template, and refuses one that could match no line.
  mutating func template(_ text: String, at place: Place = .rule) throws(MappingFault) -> Template {
    var template = Template()
    var literal: [UInt8] = []
    var rest = Substring(text)
    while let brace = rest.firstIndex(of: "{") {
      literal += rest[..<brace].utf8
      rest = rest[rest.index(after: brace)...]
      if rest.first == "{" {
        literal.append(UInt8(ascii: "{"))
        rest = rest.dropFirst()
        continue
      }
      guard let end = rest.firstIndex(of: "}") else {
        throw MappingFault(
          found: "\"{\(rest.prefix(30))\"", expected: "a hole that ends with }, or {{ for a brace")
      }
      template.append(literal: literal)
      literal = []
      template.append(try hole(String(rest[..<end]), place))
      rest = rest[rest.index(after: end)...]
    }
    template.append(literal: literal + rest.utf8)
    try template.checkThatItCanMatch()
    return template
  }

  /// The number of a variable, given anew if it was never seen.
  mutating func variable(_ name: String, kind: FieldKind) throws(MappingFault) -> Int {
    guard let number = variables.firstIndex(of: name) else {
      variables.append(name)
      variableKinds.append(kind)
      return variables.count - 1
    }
    guard variableKinds[number] == kind else {
      throw MappingFault(
        found: "$\(name) for \(kind.title)", expected: "\(variableKinds[number].title), as before")
    }
    return number
  }

  /// What a variable holds; nil where no hole has named it.
  func kind(ofVariable name: String) -> FieldKind? {
    variables.firstIndex(of: name).map { variableKinds[$0] }
  }

  private mutating func hole(_ text: String, _ place: Place) throws(MappingFault) -> Template.Hole {
    let pieces = text.split(separator: ":", maxSplits: 1, omittingEmptySubsequences: false).map(String.init)
    let name = pieces[0]
    let typeName = pieces.count > 1 ? pieces[1] : nil
    if name == "_" { return Template.Hole(target: .ignored, type: try ignoredType(typeName)) }
    if place == .prefix, name == "message" {
      return Template.Hole(target: .message, type: HoleType(element: .text))
    }
    if place == .prefix, name == "pairs" {
      return Template.Hole(target: .pairs, type: HoleType(element: .rest))
    }
    if place != .rule, name == "life" {
      return Template.Hole(target: .life, type: try type(typeName ?? "word", for: .name, of: name))
    }
    if name.hasPrefix("$") { return try variableHole(String(name.dropFirst()), typeName, fills: true) }
    if name.hasPrefix("=") { return try variableHole(String(name.dropFirst()), typeName, fills: false) }
    if name.hasSuffix(".alias") { return try aliasHole(String(name.dropLast(6)), typeName) }
    let field = try self.field(name)
    return Template.Hole(target: .field(field), type: try type(typeName, for: field.kind, of: name))
  }

  private func field(_ name: String) throws(MappingFault) -> MappingField {
    guard let field = MappingField(name) else {
      throw MappingFault(
        found: "the field \"\(name)\"",
        expected: "a field of events, message.…, before.… or after.…, a $variable or _")
    }
    return field
  }

  private func ignoredType(_ name: String?) throws(MappingFault) -> HoleType {
    guard let name else { return HoleType(element: .text) }
    return try type(name, for: nil, of: "_")
  }

  private mutating func variableHole(
    _ name: String, _ typeName: String?, fills: Bool
  ) throws(MappingFault) -> Template.Hole {
    let type = try type(typeName ?? "int", for: nil, of: "$\(name)")
    let kind: FieldKind = type.element == .int ? .number : .server
    guard type.gives(kind), !type.mayBeNobody else {
      throw MappingFault(found: "{$\(name):\(typeName ?? "int")}", expected: "a type of numbers or servers")
    }
    let number = try variable(name, kind: kind)
    if fills { filledVariables.insert(number) }
    return Template.Hole(target: fills ? .variable(number) : .equal(variable: number), type: type)
  }

  private func aliasHole(_ name: String, _ typeName: String?) throws(MappingFault) -> Template.Hole {
    let field = try self.field(name)
    guard field.kind == .server || field.kind == .serverOrNobody else {
      throw MappingFault(found: "{\(name).alias}", expected: "the alias of a field that names a server")
    }
    return Template.Hole(target: .alias(of: field), type: try type(typeName, for: .server, of: name))
  }

  /// The type of a name, or where there is none the kind's own.
  private func type(
    _ name: String?, for kind: FieldKind?, of field: String
  ) throws(MappingFault) -> HoleType {
    let type =
      try name.map { (name) throws(MappingFault) in try self.type(named: name, for: kind) }
      ?? standardType(for: kind)
    guard let kind else { return type }
    guard type.gives(kind) else {
      throw MappingFault(
        found: "{\(field):\(name ?? "")}",
        expected: "a type that gives \(kind.title), as \(examples(for: kind))")
    }
    if type.mayBeNobody, kind != .server, kind != .serverOrNobody {
      throw MappingFault(found: "{\(field):\(name ?? "")}", expected: "no ? but for one server")
    }
    return type
  }

  private func type(named name: String, for kind: FieldKind?) throws(MappingFault) -> HoleType {
    if name.hasPrefix("["), name.hasSuffix("]") {
      var type = try type(named: String(name.dropFirst().dropLast()), for: nil)
      type.isList = true
      return type
    }
    if name.hasSuffix("?") {
      var type = try type(named: String(name.dropLast()), for: kind)
      type.mayBeNobody = true
      return type
    }
    if let element = HoleType.named.first(where: { $0.name == name })?.element {
      return HoleType(element: element)
    }
    guard let words = tables[name] else {
      let types = HoleType.named.map(\.name).joined(separator: ", ")
      throw MappingFault(found: "the type \"\(name)\"", expected: "one of \(types), a table, [type] or type?")
    }
    return HoleType(element: .table(try table(words, for: kind)))
  }

  private func table(
    _ words: [(word: String, means: String)], for kind: FieldKind?
  ) throws(MappingFault) -> ValueTable {
    guard let kind else {
      return ValueTable(kind: .name, words: words.map { ($0.word, 0) })
    }
    guard let values = kind.words else {
      throw MappingFault(found: "a table for \(kind.title)", expected: "a table for an enumeration only")
    }
    var entries: [(word: String, value: UInt64)] = []
    for (word, means) in words {
      guard let value = values.first(where: { $0.word == means })?.value else {
        let known = values.map(\.word).joined(separator: ", ")
        throw MappingFault(found: "\"\(means)\" for \"\(word)\"", expected: "\(kind.title): \(known)")
      }
      entries.append((word, value))
    }
    return ValueTable(kind: kind, words: entries)
  }

  private func standardType(for kind: FieldKind?) -> HoleType {
    guard let kind else { return HoleType(element: .text) }
    switch kind {
    case .number: return HoleType(element: .int)
    case .server, .serverOrNobody: return serverType
    case .servers: return HoleType(element: serverType.element, isList: true)
    case .group, .name, .digest: return HoleType(element: .word)
    case .time: return HoleType(element: .date)
    case .boolean, .role, .messageType, .action, .outcome:
      return HoleType(element: .table(ValueTable(kind: kind, words: kind.words ?? [])))
    }
  }

  private func examples(for kind: FieldKind) -> String {
    switch kind {
    case .number: "int"
    case .server, .serverOrNobody: "hex, decimalAsHex, word, quoted or text"
    case .servers: "[hex], [decimalAsHex] or [word]"
    case .group, .name, .digest: "word, quoted, text or rest"
    case .time: "date, seconds, milliseconds, microseconds or nanoseconds"
    case .boolean, .role, .messageType, .action, .outcome: "a table"
    }
  }
}
