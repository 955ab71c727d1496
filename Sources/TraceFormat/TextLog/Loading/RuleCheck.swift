/// Checks that the events of a rule get what they need and lose nothing.
struct RuleCheck {
  let rule: MappingRule
  let template: Template
  let shapes: [LineShape]

  /// Throws where an event misses a field it must have, or a hole fills one that no event has.
  func run(at node: MappingNode) throws(MappingError) {
    try checkThatFieldsAreUsed(node)
    for event in rule.events { try check(event, node) }
  }

  /// All holes of the rule itself.
  private var holes: [Template.Hole] { template.holes + rule.keys.flatMap(\.template.holes) }

  private func checkThatFieldsAreUsed(_ node: MappingNode) throws(MappingError) {
    var seen: [MappingField] = []
    for hole in holes {
      guard case .field(let field) = hole.target else { continue }
      guard !seen.contains(field) else {
        throw node.error(found: "two holes for \(field.name)", expected: "one")
      }
      seen.append(field)
      guard rule.events.isEmpty || rule.events.contains(where: { $0.takes(field) }) else {
        let names = rule.events.map(\.name.rawValue).joined(separator: ", ")
        throw node.error(found: "the field \(field.name)", expected: "a field that \(names) has")
      }
    }
    for event in rule.events {
      for setting in event.settings where !event.takes(setting.field) {
        throw node.error(found: "the field \(setting.field.name)", expected: "a field that \(event.name) has")
      }
    }
  }

  private func check(_ event: EventRule, _ node: MappingNode) throws(MappingError) {
    var fields = event.settings.map(\.field)
    for hole in holes + shapes.flatMap(\.holes) {
      guard case .field(let field) = hole.target else { continue }
      if !hole.type.mayBeNobody || field.kind == .serverOrNobody { fields.append(field) }
    }
    let moments = Set(fields.compactMap(\.moment))
    guard moments.count < 2 else {
      throw node.error(found: "fields before and after \(event.name)", expected: "one moment an event")
    }
    for type in messageTypes(event) {
      guard let missing = missing(in: event, fields, type) else { continue }
      throw node.error(
        found: "\(event.name) without \(missing)", expected: "a hole, a key or a set: that gives \(missing)")
    }
  }

  /// The types that the event's message can have; one that is missing where it has none.
  private func messageTypes(_ event: EventRule) -> [UInt64?] {
    for setting in event.settings where setting.field == .message(.type) {
      if case .constant(let value) = setting.source { return [value] }
    }
    for hole in holes where hole.target == .field(.message(.type)) {
      if case .table(let table) = hole.type.element { return table.entries.map(\.value) }
    }
    return [nil]
  }

  /// The field without which such an event says nothing, in the mapping's words.
  private func missing(in event: EventRule, _ fields: [MappingField], _ type: UInt64?) -> String? {
    var draft = EventDraft()
    draft.name = event.name
    draft.server = .known(ServerID(0))
    for field in fields where event.takes(field) && field != .message(.type) { draft.set(field, to: 0) }
    if let type { draft.set(.message(.type), to: type) }
    if fields.contains(where: { $0.kind == .servers }) { draft.configuration = .known(ConfigurationID(0)) }
    draft.completeMessage()
    do throws(MissingField) {
      _ = try draft.finish(at: SourcePosition(file: FileID(0), line: 0))
      return nil
    } catch {
      if error.field == "configuration" { return "voters" }
      return event.name.hasMessage ? "message.\(error.field)" : error.field
    }
  }
}

extension MappingField {
  fileprivate var moment: Observation.Moment? {
    if case .state(_, let moment) = self { moment } else { nil }
  }
}
