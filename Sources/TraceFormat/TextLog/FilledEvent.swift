/// One event of a line with the fields that the mapping filled.
struct FilledEvent {
  let name: EventName
  let server: ServerID
  let assignments: [LineFacts.Assignment]
  let configuration: ConfigurationID?

  /// The event in one line: `roleChanged server=7939102d064b6e0 currentTerm=2 role=leader`.
  func description(_ symbols: TraceSymbols) -> String {
    var text = "\(name.rawValue) server=\(ReadingError.quoteless(symbols[server]))"
    for assignment in assignments where assignment.field != .time {
      let value = Self.text(of: assignment, symbols)
      text += " \(assignment.field.name)=\(value)"
    }
    if let configuration { text += " " + Self.text(of: symbols[configuration], symbols) }
    return text
  }

  private static func text(of assignment: LineFacts.Assignment, _ symbols: TraceSymbols) -> String {
    let value = assignment.value
    let number = UInt32(truncatingIfNeeded: value)
    switch assignment.field.kind {
    case .number, .digest: return "\(value)"
    case .time: return "\(Int64(bitPattern: value))"
    case .server: return ReadingError.quoteless(symbols[ServerID(number)])
    case .serverOrNobody:
      return value == FieldKind.nobody ? "none" : ReadingError.quoteless(symbols[ServerID(number)])
    case .group: return ReadingError.quoteless(symbols[GroupID(number)])
    case .name: return ReadingError.quoteless(symbols[NameID(number)])
    case .servers: return ""
    case .boolean, .role, .messageType, .action, .outcome:
      return assignment.field.kind.words?.first { $0.value == value }?.word ?? "\(value)"
    }
  }

  private static func text(of configuration: Configuration, _ symbols: TraceSymbols) -> String {
    let lists = [
      ("voters", configuration.voters), ("outgoingVoters", configuration.outgoingVoters),
      ("learners", configuration.learners),
    ]
    return lists.filter { !$0.1.isEmpty }.map { name, servers in
      "\(name)=(" + servers.map { ReadingError.quoteless(symbols[$0]) }.joined(separator: " ") + ")"
    }.joined(separator: " ")
  }
}

extension ReadingError {
  /// Makes a name of the input safe to print, without quotation marks.
  fileprivate static func quoteless(_ text: String) -> String {
    String(quote(text).dropFirst().dropLast())
  }
}
