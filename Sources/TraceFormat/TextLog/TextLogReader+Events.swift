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
    case .rule(let shape, let first):
      guard let pattern = try followedPattern(first, shape, bytes) else {
        return try read(bytes, line, .noRule(shape: shape), into: &events)
      }
      try addEvents(ofRule: matcher.mapping.patterns[pattern].rule, line, to: &events)
    }
  }

  /// The first of the patterns that the line matches whose rule's conditions hold; its facts are those of the line then.
  private mutating func followedPattern(
    _ first: Int, _ shape: Int, _ bytes: Span<UInt8>
  ) throws(LineFault) -> Int? {
    var pattern = first
    while true {
      facts.clear()
      try addFacts(ofShape: shape, bytes)
      try addFacts(ofPattern: pattern, shape, bytes)
      guard matcher.mapping.patterns[pattern].isConditional else { return pattern }
      if conditionsHold(ofRule: matcher.mapping.patterns[pattern].rule) { return pattern }
      guard let next = matcher.pattern(behind: pattern, shape, bytes) else { return nil }
      pattern = next
    }
  }

  mutating func addFacts(ofShape number: Int, _ bytes: Span<UInt8>) throws(LineFault) {
    if matcher.mapping.shapes[number].layout == .text {
      try facts.add(
        matcher.mapping.shapes[number].prefix, matcher.prefixCaptures[...], of: bytes, names: names)
    }
    for key in matcher.mapping.shapes[number].keys { try addFact(of: key, bytes) }
  }

  mutating func addFact(of key: KeyTemplate, _ bytes: Span<UInt8>) throws(LineFault) {
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
    if facts.value(of: .event(.server)) == nil, waits(number, line) { return }
    let server = serverOfLine()
    if waiting.isWaiting, let server { releaseWaiting(to: server, &events) }
    guard let server else {
      if matcher.mapping.rules[number].isStart { lives.noteUnknownStart() }
      if matcher.mapping.rules[number].events.isEmpty { return }
      lastReading = .noServer
      tally.linesWithoutServer += 1
      return
    }
    addEvents(ofRule: number, of: server, line, to: &events)
  }

  /// Lets a line wait for the one that names its server, where such lines wait.
  private mutating func waits(_ number: Int, _ line: Int) -> Bool {
    let begins = matcher.mapping.rules[number].ownerFollows
    guard begins || waiting.isWaiting, !subject.isSeveral else { return false }
    lastReading = .waiting
    let nobodys = waiting.add(WaitingLines.Line(facts: facts, rule: number, number: line), begins: begins)
    tally.linesWithoutServer += nobodys
    return true
  }

  private mutating func releaseWaiting(to server: ServerID, _ events: inout [TraceEvent]) {
    if waiting.isBroken { lives.noteUnknownStart() }
    let latest = facts
    for line in waiting.take() {
      facts = line.facts
      addEvents(ofRule: line.rule, of: server, line.number, to: &events)
    }
    facts = latest
  }

  private mutating func addEvents(
    ofRule number: Int, of server: ServerID, _ line: Int, to events: inout [TraceEvent]
  ) {
    let owner = LineOwner(server: server, group: GroupID(UInt32(facts.value(of: .event(.group)) ?? 0)))
    if lives.isFirst(facts.life, of: owner), !matcher.mapping.rules[number].isStart {
      addStart(of: owner, line, to: &events)
    }
    if matcher.mapping.rules[number].isStart { carried.removeAll(of: owner) }
    declareAliases(owner.server, rule: number)
    for variable in facts.variables { carried.set(variable.number, to: variable.value, of: owner) }
    for event in matcher.mapping.rules[number].events.indices {
      add(event, ofRule: number, owner, line, to: &events)
    }
    for (variable, source) in matcher.mapping.rules[number].keeps {
      carried.set(variable, to: carried.value(of: source, for: owner), of: owner)
    }
    for variable in matcher.mapping.rules[number].forgets { carried.set(variable, to: nil, of: owner) }
  }

  /// Adds the start that a new process shows by being another one.
  private mutating func addStart(of owner: LineOwner, _ line: Int, to events: inout [TraceEvent]) {
    carried.removeAll(of: owner)
    var draft = EventDraft()
    draft.name = .start
    draft.server = .known(owner.server)
    draft.group = owner.group
    if let time = facts.value(of: .time) { draft.set(.time, to: time) }
    guard let start = try? draft.finish(at: SourcePosition(file: file, line: UInt32(clamping: line))) else {
      return
    }
    tally.events += 1
    if recordsEvents {
      lastEvents.append(
        FilledEvent(name: .start, server: owner.server, assignments: [], configuration: nil))
    }
    held.addBehindAll(start, to: &events)
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
      if let value = carried.value(of: setting.source, for: owner) { draft.set(setting.field, to: value) }
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
      guard let value = carried.value(of: setting.source, for: owner) else { continue }
      assignments.append(LineFacts.Assignment(field: setting.field, value: value))
    }
    return FilledEvent(
      name: rule.name, server: owner.server, assignments: assignments, configuration: configuration)
  }
}
