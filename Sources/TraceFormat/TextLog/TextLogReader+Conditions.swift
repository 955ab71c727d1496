extension TextLogReader {
  /// Whether the line that the facts are of follows a rule whose form it has.
  mutating func conditionsHold(ofRule number: Int) -> Bool {
    let rule = matcher.mapping.rules[number]
    guard !rule.needsLife || facts.life?.isTelling == true else { return false }
    guard !rule.conditions.isEmpty || !facts.equals.isEmpty else { return true }
    let owner = ownerWithoutShowing
    for (variable, value) in facts.equals {
      guard let owner, carried.value(of: variable, for: owner) == value else { return false }
    }
    return rule.conditions.allSatisfy { condition in
      guard let left = value(of: condition.left, owner) else { return false }
      return left == value(of: condition.right, owner)
    }
  }

  private var ownerWithoutShowing: LineOwner? {
    mutating get {
      let named = facts.value(of: .event(.server)).map { ServerID(UInt32($0)) }
      guard let server = named ?? ownerOfNamelessLine() else { return nil }
      return LineOwner(server: server, group: GroupID(UInt32(facts.value(of: .event(.group)) ?? 0)))
    }
  }

  private func value(of operand: RuleCondition.Operand, _ owner: LineOwner?) -> UInt64? {
    switch operand {
    case .constant(let value): return value
    case .field(let field): return facts.value(of: field).map { canonical($0, field.kind) }
    case .variable(let number, let kind):
      let told = facts.variables.last { $0.number == number }?.value
      let value = told ?? owner.flatMap { carried.value(of: number, for: $0) }
      return value.map { canonical($0, kind) }
    case .server: return owner.map { UInt64(symbols.canonical($0.server).rawValue) }
    case .groupName(let name): return UInt64(symbols.group(name).rawValue)
    case .serverName(let name):
      let name = Array(name.utf8)
      return UInt64(symbols.canonical(names.server(name.span)).rawValue)
    }
  }

  /// Two names of one server are equal.
  private func canonical(_ value: UInt64, _ kind: FieldKind) -> UInt64 {
    switch kind {
    case .server: UInt64(symbols.canonical(ServerID(UInt32(value))).rawValue)
    case .serverOrNobody:
      value == FieldKind.nobody ? value : UInt64(symbols.canonical(ServerID(UInt32(value))).rawValue)
    case .number, .servers, .group, .name, .digest, .time, .boolean, .role, .messageType, .action, .outcome:
      value
    }
  }
}
