extension TextLogReader {
  /// Makes the events of a line whose rule is found.
  mutating func read(
    _ bytes: Span<UInt8>, _ line: Int, _ outcome: LineMatcher.Outcome, into events: inout [TraceEvent]
  ) throws(LineFault) {
    switch outcome {
    case .otherShape: lastReading = .otherShape
    case .noRule(let shape):
      lastReading = .noRule
      guard matcher.mapping.shapes[shape].tellsServer else { return }
      facts.clear()
      try addFacts(ofShape: shape, bytes)
      if let server = facts.value(of: .event(.server)) { try show(ServerID(UInt32(server))) }
    case .rule(let shape, let pattern):
      facts.clear()
      try addFacts(ofShape: shape, bytes)
      try addFacts(ofPattern: pattern, shape, bytes)
      try addEvents(ofRule: matcher.mapping.patterns[pattern].rule, line, to: &events)
    }
  }

  private mutating func addFacts(ofShape number: Int, _ bytes: Span<UInt8>) throws(LineFault) {
    let shape = matcher.mapping.shapes[number]
    if case .text(let prefix) = shape.layout {
      try facts.add(prefix, matcher.prefixCaptures[...], of: bytes, names: names)
    }
    for key in shape.keys {
      var captures: [Capture] = []
      try add(key.template, slot: key.slot, bytes) { value in
        key.template.matches(value, &captures) ? captures[...] : nil
      }
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
    let rule = matcher.mapping.rules[number]
    lastReading = .rule(line: rule.line)
    guard let server = try serverOfLine(isNeeded: !rule.events.isEmpty) else {
      if rule.events.isEmpty { return }
      lastReading = .noServer
      linesWithoutServer += 1
      return
    }
    let group = GroupID(UInt32(facts.value(of: .event(.group)) ?? 0))
    if rule.events.contains(where: { $0.name == .start }) { carried.removeAll(group, server) }
    for variable in facts.variables { carried.set(variable.number, to: variable.value, group, server) }
    for event in rule.events { add(event, rule, number, server, group, line, to: &events) }
    for variable in rule.forgets { carried.set(variable, to: nil, group, server) }
  }

  private mutating func add(
    _ rule: EventRule, _ lineRule: MappingRule, _ number: Int, _ server: ServerID, _ group: GroupID,
    _ line: Int,
    to events: inout [TraceEvent]
  ) {
    let carried = carried
    let assignments = EventFiller.assignments(of: rule, facts, server: server) {
      carried.value($0, group, server)
    }
    let configuration = facts.members.isEmpty ? nil : symbols.configuration(facts.members.configuration)
    let position = SourcePosition(file: file, line: UInt32(clamping: line))
    guard
      let event = EventFiller.event(
        rule.name, assignments, server: server, configuration: configuration, at: position)
    else { return }
    if case .serverNamed(let name) = event.kind { symbols.setDisplayName(name, of: server) }
    tally.events += 1
    if recordsEvents {
      lastEvents.append(
        FilledEvent(name: rule.name, server: server, assignments: assignments, configuration: configuration))
    }
    held.add(event, rule: number, mayPrecedeStart: lineRule.mayPrecedeStart, to: &events)
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

extension LineShape {
  /// Whether any line of the shape may name its server, whatever it says.
  var tellsServer: Bool {
    keys.contains { key in key.template.holes.contains { $0.target == .field(.event(.server)) } }
  }
}
