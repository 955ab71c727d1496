extension TextLogReader {
  /// Makes the events of a line whose rule is found.
  mutating func read(
    _ bytes: Span<UInt8>, _ line: Int, _ outcome: LineMatcher.Outcome, into events: inout [TraceEvent]
  ) throws(LineFault) {
    switch outcome {
    case .otherShape: lastReading = .otherShape
    case .noRule(let shape):
      lastReading = .noRule
      try showServer(ofShape: shape, bytes)
    case .rule(let shape, let pattern):
      facts.clear()
      try addFacts(ofShape: shape, bytes)
      try addFacts(ofPattern: pattern, shape, bytes)
      try addEvents(ofRule: matcher.mapping.patterns[pattern].rule, line, to: &events)
    }
  }

  /// Takes note of whose line it is, where a line that follows no rule tells it.
  private mutating func showServer(ofShape number: Int, _ bytes: Span<UInt8>) throws(LineFault) {
    for i in matcher.mapping.shapes[number].serverKeys.indices {
      guard matcher.values.hasValue(matcher.mapping.shapes[number].serverKeys[i].slot) else { continue }
      facts.clear()
      try addFact(of: matcher.mapping.shapes[number].serverKeys[i], bytes)
      if let server = facts.value(of: .event(.server)) { try show(ServerID(UInt32(server))) }
    }
  }

  private mutating func addFacts(ofShape number: Int, _ bytes: Span<UInt8>) throws(LineFault) {
    if matcher.mapping.shapes[number].layout == .text {
      try facts.add(
        matcher.mapping.shapes[number].prefix, matcher.prefixCaptures[...], of: bytes, names: names)
    }
    for key in matcher.mapping.shapes[number].keys { try addFact(of: key, bytes) }
  }

  private mutating func addFact(of key: KeyTemplate, _ bytes: Span<UInt8>) throws(LineFault) {
    var captures: [Capture] = []
    try add(key.template, slot: key.slot, bytes) { value in
      key.template.matches(value, &captures) ? captures[...] : nil
    }
  }

  private mutating func addFacts(
    ofPattern number: Int, _ shape: Int, _ bytes: Span<UInt8>
  ) throws(LineFault) {
    let pattern = matcher.mapping.patterns[number]
    let captures = matcher.captures
    var facts = self.facts
    self.facts = LineFacts()
    let names = names
    let fault: LineFault?? = matcher.withMessage(shape, bytes) { message in
      Self.fault { () throws(LineFault) in
        try facts.add(pattern.template, captures[...], of: message, names: names)
      }
    }
    self.facts = facts
    if let fault = fault ?? nil { throw fault }
    var start = pattern.template.holes.count
    for key in matcher.mapping.rules[pattern.rule].keys {
      let end = start + key.template.holes.count
      try add(key.template, slot: key.slot, bytes) { _ in captures[start..<end] }
      start = end
    }
  }

  /// Adds what a key's template took; nothing where the line has no such key or the template takes another text.
  private mutating func add(
    _ template: Template, slot: Int, _ bytes: Span<UInt8>, _ captures: (Span<UInt8>) -> ArraySlice<Capture>?
  ) throws(LineFault) {
    var facts = self.facts
    self.facts = LineFacts()
    let names = names
    let fault: LineFault?? = matcher.values.withValue(slot, in: bytes) { value in
      guard let captures = captures(value) else { return nil }
      return Self.fault { () throws(LineFault) in
        try facts.add(template, captures, of: value, names: names)
      }
    }
    self.facts = facts
    if let fault = fault ?? nil { throw fault }
  }

  private static func fault(_ body: () throws(LineFault) -> Void) -> LineFault? {
    do throws(LineFault) {
      try body()
      return nil
    } catch {
      return error
    }
  }

  private mutating func addEvents(
    ofRule number: Int, _ line: Int, to events: inout [TraceEvent]
  ) throws(LineFault) {
    lastReading = .rule(line: matcher.mapping.rules[number].line)
    let isEvent = !matcher.mapping.rules[number].events.isEmpty
    guard let server = try serverOfLine(isNeeded: isEvent) else {
      guard isEvent else { return }
      lastReading = .noServer
      tally.linesWithoutServer += 1
      return
    }
    let owner = LineOwner(server: server, group: GroupID(UInt32(facts.value(of: .event(.group)) ?? 0)))
    if matcher.mapping.rules[number].isStart { carried.removeAll(of: owner) }
    declareAliases(owner.server)
    for variable in facts.variables { carried.set(variable.number, to: variable.value, of: owner) }
    for event in matcher.mapping.rules[number].events.indices {
      add(event, ofRule: number, owner, line, to: &events)
    }
    for variable in matcher.mapping.rules[number].forgets { carried.set(variable, to: nil, of: owner) }
  }

  private func declareAliases(_ owner: ServerID) {
    for alias in facts.aliases {
      if let value = facts.value(of: alias.field), value != FieldKind.nobody {
        names.declare(alias.name, as: ServerID(UInt32(value)))
      } else if alias.field == .event(.server) {
        names.declare(alias.name, as: owner)
      }
    }
  }

  /// Adds one event of a rule, unless it needs a value that the log has not told.
  private mutating func add(
    _ event: Int, ofRule number: Int, _ owner: LineOwner, _ line: Int, to events: inout [TraceEvent]
  ) {
    let rule = matcher.mapping.rules[number].events[event]
    var draft = EventDraft()
    draft.name = rule.name
    for assignment in facts.assignments { draft.set(assignment.field, to: assignment.value) }
    for setting in rule.settings {
      if let value = carried.value(of: setting, for: owner) { draft.set(setting.field, to: value) }
    }
    draft.server = .known(owner.server)
    if !facts.members.isEmpty {
      draft.configuration = .known(symbols.configuration(facts.members.configuration))
    }
    draft.completeMessage()
    guard let made = try? draft.finish(at: SourcePosition(file: file, line: UInt32(clamping: line))) else {
      return
    }
    if case .serverNamed(let name) = made.kind { symbols.setDisplayName(name, of: owner.server) }
    tally.events += 1
    if recordsEvents { lastEvents.append(filledEvent(rule, owner, draft.configuration.value)) }
    held.add(
      made, rule: number, mayPrecedeStart: matcher.mapping.rules[number].mayPrecedeStart, to: &events)
  }

  private func filledEvent(
    _ rule: EventRule, _ owner: LineOwner, _ configuration: ConfigurationID?
  ) -> FilledEvent {
    var assignments = facts.assignments.filter { rule.takes($0.field) && $0.field != .event(.server) }
    for setting in rule.settings {
      guard let value = carried.value(of: setting, for: owner) else { continue }
      assignments.append(LineFacts.Assignment(field: setting.field, value: value))
    }
    return FilledEvent(
      name: rule.name, server: owner.server, assignments: assignments, configuration: configuration)
  }

  /// The server that the line names, or else the one that the file is of.
  private mutating func serverOfLine(isNeeded: Bool) throws(LineFault) -> ServerID? {
    if let value = facts.value(of: .event(.server)) {
      let server = ServerID(UInt32(value))
      try show(server)
      return server
    }
    if let server = subject.server { return server }
    guard subject.isUnknown, matcher.mapping.fileNameIsServer, isNeeded else { return nil }
    if let serverOfFileName { return serverOfFileName }
    let name = Array(FileSubject.serverName(ofFile: fileName).utf8)
    serverOfFileName = names.server(name.span)
    return serverOfFileName
  }

  private mutating func show(_ server: ServerID) throws(LineFault) {
    if let expected = serverOfFileName, expected != server {
      throw .otherServer(ReadingError.quote(symbols[server]), expected: ReadingError.quote(symbols[expected]))
    }
    subject.show(server)
  }
}
