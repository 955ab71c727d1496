/// Turns the JSON of one line into an `EtcdRaftLine`; keys may come in any order, unknown ones are passed over.
struct EtcdRaftLineScanner {
  let symbols: TraceSymbols
  private let keys = EtcdRaftKeys()
  private var configurations = EtcdRaftConfigurations()

  init(symbols: TraceSymbols) {
    self.symbols = symbols
  }

  /// Scans a line; nil where it is no JSON object or its tag is not `trace`.
  ///
  /// Another line's `event` is checked to be JSON and not looked into.
  mutating func scan(_ bytes: Span<UInt8>) throws(JSONError) -> EtcdRaftLine? {
    var json = JSONScanner()
    guard json.skipWhiteSpace(bytes) == UInt8(ascii: "{") else { return nil }
    var line = EtcdRaftLine()
    var isTrace = false
    var eventStart: JSONScanner?
    try json.enterObject(bytes)
    while let key = try json.nextKey(bytes) {
      switch keys.top.value(bytes, key) {
      case .tag: isTrace = try isTraceTag(&json, bytes)
      case .time: line.time = try time(&json, bytes)
      case .event where isTrace: try event(&json, bytes, &line)
      case .event:
        eventStart = json
        try json.skipValue(bytes)
      case nil: try json.skipValue(bytes)
      }
    }
    try json.end(bytes)
    guard isTrace else { return nil }
    if var eventStart { try event(&eventStart, bytes, &line) }
    if !line.learners.isEmpty {
      line.configuration = line.configuration.map { withLearners(line.learners, $0) }
    }
    return line
  }

  private func isTraceTag(_ json: inout JSONScanner, _ bytes: Span<UInt8>) throws(JSONError) -> Bool {
    guard try json.kind(bytes) == .string else {
      try json.skipValue(bytes)
      return false
    }
    return try json.string(bytes).equals("trace", in: bytes)
  }

  private func withLearners(_ learners: [ServerID], _ id: ConfigurationID) -> ConfigurationID {
    let shown = symbols[id]
    return symbols.configuration(
      Configuration(voters: shown.voters, outgoingVoters: shown.outgoingVoters, learners: learners))
  }

  /// Seconds, or as Specula's extension writes them RFC 3339; another form is no reason to refuse the line.
  private func time(
    _ json: inout JSONScanner, _ bytes: Span<UInt8>
  ) throws(JSONError) -> Observed<WallTime> {
    let kind = try json.kind(bytes)
    if kind == .string { return Observed(WallTime(iso8601: try json.string(bytes).text(in: bytes))) }
    guard kind == .number else {
      try json.skipValue(bytes)
      return .unknown
    }
    return Observed(WallTime(decimalSeconds: bytes.extracting(try json.number(bytes))))
  }

  private mutating func event(
    _ json: inout JSONScanner, _ bytes: Span<UInt8>, _ line: inout EtcdRaftLine
  ) throws(JSONError) {
    try json.enterObject(bytes)
    while let key = try json.nextKey(bytes) {
      switch keys.event.value(bytes, key) {
      case .name: line.name = keys.events.value(bytes, try json.string(bytes)) ?? .other
      case .server: line.server = try Self.server(&json, bytes, symbols)
      case .state: try state(&json, bytes, &line)
      case .role: line.role = Observed(keys.roles.value(bytes, try json.string(bytes)))
      case .log: line.log = .known(LogIndex(try json.unsignedInteger(bytes)))
      case .configuration: line.configuration = try configurations.read(&json, bytes, symbols)
      case .learners: line.learners = try EtcdRaftConfigurations.servers(&json, bytes, symbols)
      case .message: line.message = try message(&json, bytes)
      case .properties: try properties(&json, bytes, &line)
      case nil: try json.skipValue(bytes)
      }
    }
  }

  private func state(
    _ json: inout JSONScanner, _ bytes: Span<UInt8>, _ line: inout EtcdRaftLine
  ) throws(JSONError) {
    try json.enterObject(bytes)
    while let key = try json.nextKey(bytes) {
      switch keys.state.value(bytes, key) {
      case .term: line.term = .known(Term(try json.unsignedInteger(bytes)))
      case .vote: line.vote = .known(try Self.server(&json, bytes, symbols))
      case .commit: line.commit = .known(LogIndex(try json.unsignedInteger(bytes)))
      case .snapshotIndex: line.snapshotIndex = .known(LogIndex(try json.unsignedInteger(bytes)))
      case .snapshotTerm: line.snapshotTerm = .known(Term(try json.unsignedInteger(bytes)))
      case nil: try json.skipValue(bytes)
      }
    }
  }

  private func message(_ json: inout JSONScanner, _ bytes: Span<UInt8>) throws(JSONError) -> EtcdRaftMessage {
    var message = EtcdRaftMessage()
    try json.enterObject(bytes)
    while let key = try json.nextKey(bytes) {
      switch keys.message.value(bytes, key) {
      case .type: message.type = keys.messageTypes.value(bytes, try json.string(bytes)) ?? .other
      case .term: message.term = .known(Term(try json.unsignedInteger(bytes)))
      case .source: message.source = try Self.server(&json, bytes, symbols)
      case .destination: message.destination = try Self.server(&json, bytes, symbols)
      case .entries: message.entries = .known(try json.unsignedInteger(bytes))
      case .logTerm: message.logTerm = .known(Term(try json.unsignedInteger(bytes)))
      case .index: message.index = .known(LogIndex(try json.unsignedInteger(bytes)))
      case .commit: message.commit = .known(LogIndex(try json.unsignedInteger(bytes)))
      case .reject: message.isRejection = .known(try json.boolean(bytes))
      case .rejectHint: message.rejectHint = .known(LogIndex(try json.unsignedInteger(bytes)))
      case nil: try json.skipValue(bytes)
      }
    }
    return message
  }

  private func properties(
    _ json: inout JSONScanner, _ bytes: Span<UInt8>, _ line: inout EtcdRaftLine
  ) throws(JSONError) {
    try json.enterObject(bytes)
    while let key = try json.nextKey(bytes) {
      switch keys.property.value(bytes, key) {
      case .change: try change(&json, bytes, &line)
      case .applied: line.applied = .known(LogIndex(try json.unsignedInteger(bytes)))
      case nil: try json.skipValue(bytes)
      }
    }
  }

  /// Looks for `changes` in a proposal.
  private func change(
    _ json: inout JSONScanner, _ bytes: Span<UInt8>, _ line: inout EtcdRaftLine
  ) throws(JSONError) {
    try json.enterObject(bytes)
    while let key = try json.nextKey(bytes) {
      if key.equals("changes", in: bytes) {
        try changes(&json, bytes, &line.changes)
      } else {
        try json.skipValue(bytes)
      }
    }
  }

  private func changes(
    _ json: inout JSONScanner, _ bytes: Span<UInt8>, _ changes: inout [EtcdRaftChange]
  ) throws(JSONError) {
    try json.enterArray(bytes)
    while try json.nextElement(bytes) {
      var change = EtcdRaftChange()
      try json.enterObject(bytes)
      while let key = try json.nextKey(bytes) {
        switch keys.change.value(bytes, key) {
        case .server: change.server = try Self.server(&json, bytes, symbols)
        case .action: change.action = keys.actions.value(bytes, try json.string(bytes)) ?? .other
        case nil: try json.skipValue(bytes)
        }
      }
      changes.append(change)
    }
  }

  /// Consumes an id; nil for "0", which is the library's word for none.
  static func server(
    _ json: inout JSONScanner, _ bytes: Span<UInt8>, _ symbols: TraceSymbols
  ) throws(JSONError) -> ServerID? {
    let id = try json.string(bytes)
    if id.hasEscapes { return symbols.server(id.utf8(in: bytes).span) }
    if id.range.count == 1, bytes[id.range.lowerBound] == UInt8(ascii: "0") { return nil }
    return symbols.server(bytes.extracting(id.range))
  }
}
