/// Turns the JSON of one line into a `SpeculaLine`; keys may come in any order, unknown ones are passed over.
struct SpeculaLineScanner {
  let symbols: TraceSymbols
  private let keys = SpeculaKeys()

  init(symbols: TraceSymbols) {
    self.symbols = symbols
  }

  /// Scans a line; nil where it is no JSON object or its tag is not `trace`.
  func scan(_ bytes: Span<UInt8>) throws(JSONError) -> SpeculaLine? {
    var json = JSONScanner()
    guard json.skipWhiteSpace(bytes) == UInt8(ascii: "{") else { return nil }
    var line = SpeculaLine()
    var isTrace = false
    var start: JSONScanner?
    try json.enterObject(bytes)
    while let key = try json.nextKey(bytes) {
      switch keys.top.value(bytes, key) {
      case .tag: isTrace = try isTraceTag(&json, bytes)
      case .time: line.time = try time(&json, bytes)
      case .event:
        start = json
        try json.skipValue(bytes)
      case nil: try json.skipValue(bytes)
      }
    }
    try json.end(bytes)
    guard isTrace else { return nil }
    if var start { try event(&start, bytes, &line) }
    return line
  }

  private func isTraceTag(_ json: inout JSONScanner, _ bytes: Span<UInt8>) throws(JSONError) -> Bool {
    guard try json.kind(bytes) == .string else {
      try json.skipValue(bytes)
      return false
    }
    return try json.string(bytes).equals("trace", in: bytes)
  }

  /// A time in another form is no reason to refuse the line.
  private func time(
    _ json: inout JSONScanner, _ bytes: Span<UInt8>
  ) throws(JSONError) -> Observed<WallTime> {
    guard try json.kind(bytes) == .string else {
      try json.skipValue(bytes)
      return .unknown
    }
    return Observed(WallTime(iso8601: try json.string(bytes).text(in: bytes)))
  }

  private func event(
    _ json: inout JSONScanner, _ bytes: Span<UInt8>, _ line: inout SpeculaLine
  ) throws(JSONError) {
    try json.enterObject(bytes)
    while let key = try json.nextKey(bytes) {
      switch keys.event.value(bytes, key) {
      case .name: line.name = keys.names.value(bytes, try json.string(bytes)) ?? .other
      case .server: line.server = try server(&json, bytes)
      case .state: try state(&json, bytes, &line)
      case .message: line.message = try message(&json, bytes)
      case nil: try json.skipValue(bytes)
      }
    }
  }

  private func state(
    _ json: inout JSONScanner, _ bytes: Span<UInt8>, _ line: inout SpeculaLine
  ) throws(JSONError) {
    try json.enterObject(bytes)
    while let key = try json.nextKey(bytes) {
      switch keys.state.value(bytes, key) {
      case .term: line.term = .known(Term(try json.unsignedInteger(bytes)))
      case .role: line.role = Observed(keys.roles.value(bytes, try json.string(bytes)))
      case .commit: line.commit = .known(LogIndex(try json.unsignedInteger(bytes)))
      case .lastLogIndex: line.lastLogIndex = .known(LogIndex(try json.unsignedInteger(bytes)))
      case .lastLogTerm: line.lastLogTerm = .known(Term(try json.unsignedInteger(bytes)))
      case nil: try json.skipValue(bytes)
      }
    }
  }

  private func message(_ json: inout JSONScanner, _ bytes: Span<UInt8>) throws(JSONError) -> SpeculaMessage {
    var message = SpeculaMessage()
    try json.enterObject(bytes)
    while let key = try json.nextKey(bytes) {
      switch keys.message.value(bytes, key) {
      case .subtype: message.isHeartbeat = try json.string(bytes).equals("heartbeat", in: bytes)
      case .term: message.term = .known(Term(try json.unsignedInteger(bytes)))
      case .source: message.source = try server(&json, bytes)
      case .destination: message.destination = try server(&json, bytes)
      case .prevLogIndex: message.prevLogIndex = LogIndex(try json.unsignedInteger(bytes))
      case .prevLogTerm: message.prevLogTerm = Term(try json.unsignedInteger(bytes))
      case .entries: message.entries = try json.unsignedInteger(bytes)
      case .commit: message.commit = LogIndex(try json.unsignedInteger(bytes))
      case .success: message.isSuccess = try json.boolean(bytes)
      case .matchIndex: message.matchIndex = LogIndex(try json.unsignedInteger(bytes))
      case .voteGranted: message.isVoteGranted = try json.boolean(bytes)
      case .lastLogIndex: message.lastLogIndex = LogIndex(try json.unsignedInteger(bytes))
      case .lastLogTerm: message.lastLogTerm = Term(try json.unsignedInteger(bytes))
      case nil: try json.skipValue(bytes)
      }
    }
    return message
  }

  /// Consumes an id; nil for an empty one, which stands for none.
  private func server(_ json: inout JSONScanner, _ bytes: Span<UInt8>) throws(JSONError) -> ServerID? {
    let id = try json.string(bytes)
    if id.range.isEmpty { return nil }
    return id.hasEscapes
      ? symbols.server(id.utf8(in: bytes).span) : symbols.server(bytes.extracting(id.range))
  }
}
