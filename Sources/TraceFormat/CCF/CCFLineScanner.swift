/// Turns the JSON of one line into a `CCFLine`; keys may come in any order, unknown ones are passed over.
struct CCFLineScanner {
  let symbols: TraceSymbols
  let keys = CCFKeys()

  init(symbols: TraceSymbols) {
    self.symbols = symbols
  }

  /// Scans a line; nil where it is no JSON object, has another tag, or tells only a command of the driver.
  func scan(_ bytes: Span<UInt8>) throws(JSONError) -> CCFLine? {
    var json = JSONScanner()
    guard json.skipWhiteSpace(bytes) == UInt8(ascii: "{") else { return nil }
    var line = CCFLine()
    var isTrace = false
    var start: JSONScanner?
    try json.enterObject(bytes)
    while let key = try json.nextKey(bytes) {
      switch keys.top.value(bytes, key) {
      case .tag: isTrace = try isTraceTag(&json, bytes)
      case .time: line.time = try time(&json, bytes)
      case .message:
        start = json
        try json.skipValue(bytes)
      case nil: try json.skipValue(bytes)
      }
    }
    try json.end(bytes)
    guard isTrace, var start else { return nil }
    try message(&start, bytes, &line)
    return line
  }

  private func isTraceTag(_ json: inout JSONScanner, _ bytes: Span<UInt8>) throws(JSONError) -> Bool {
    guard try json.kind(bytes) == .string else {
      try json.skipValue(bytes)
      return false
    }
    let tag = try json.string(bytes)
    return tag.equals("raft_trace", in: bytes) || tag.equals("ccf.raft_trace", in: bytes)
  }

  /// The clock is written as a string of digits; one in another form is no reason to refuse the line.
  private func time(_ json: inout JSONScanner, _ bytes: Span<UInt8>) throws(JSONError) -> UInt64? {
    switch try json.kind(bytes) {
    case .string: return UInt64(try json.string(bytes).text(in: bytes))
    case .number: return UInt64(String(decoding: numberBytes(try json.number(bytes), bytes), as: UTF8.self))
    case .object, .array, .boolean, .null:
      try json.skipValue(bytes)
      return nil
    }
  }

  private func numberBytes(_ range: Range<Int>, _ bytes: Span<UInt8>) -> [UInt8] {
    range.map { bytes[$0] }
  }

  private func message(
    _ json: inout JSONScanner, _ bytes: Span<UInt8>, _ line: inout CCFLine
  ) throws(JSONError) {
    try json.enterObject(bytes)
    while let key = try json.nextKey(bytes) {
      switch keys.message.value(bytes, key) {
      case .function: line.function = keys.functions.value(bytes, try json.string(bytes)) ?? .other
      case .state: try state(&json, bytes, &line.state)
      case .packet: line.packet = try packet(&json, bytes)
      case .source: line.source = try server(&json, bytes)
      case .destination: line.destination = try server(&json, bytes)
      case .view: line.view = .known(Term(try json.unsignedInteger(bytes)))
      case .index: line.index = .known(LogIndex(try json.unsignedInteger(bytes)))
      case .arguments: try arguments(&json, bytes, &line)
      case .configuration: line.configuration = try configuration(&json, bytes)
      case .configurations: line.configurations = try configurations(&json, bytes)
      case nil: try json.skipValue(bytes)
      }
    }
  }

  private func state(
    _ json: inout JSONScanner, _ bytes: Span<UInt8>, _ state: inout CCFState
  ) throws(JSONError) {
    try json.enterObject(bytes)
    while let key = try json.nextKey(bytes) {
      switch keys.state.value(bytes, key) {
      case .server: state.server = try server(&json, bytes)
      case .view: state.view = .known(Term(try json.unsignedInteger(bytes)))
      case .last: state.last = .known(LogIndex(try json.unsignedInteger(bytes)))
      case .commit: state.commit = .known(LogIndex(try json.unsignedInteger(bytes)))
      case .leadership: state.leadership = try leadership(&json, bytes)
      case .membership: state.isRetired = try json.string(bytes).equals("Retired", in: bytes)
      case nil: try json.skipValue(bytes)
      }
    }
  }

  /// Older versions write null for a server that has no part yet.
  private func leadership(_ json: inout JSONScanner, _ bytes: Span<UInt8>) throws(JSONError) -> CCFLeadership?
  {
    guard try json.kind(bytes) != .null else {
      try json.null(bytes)
      return CCFLeadership.none
    }
    return keys.leaderships.value(bytes, try json.string(bytes))
  }

  private func arguments(
    _ json: inout JSONScanner, _ bytes: Span<UInt8>, _ line: inout CCFLine
  ) throws(JSONError) {
    try json.enterObject(bytes)
    while let key = try json.nextKey(bytes) {
      switch keys.arguments.value(bytes, key) {
      case .index: line.index = .known(LogIndex(try json.unsignedInteger(bytes)))
      case .configuration: line.configuration = try configuration(&json, bytes)
      case nil: try json.skipValue(bytes)
      }
    }
  }
}
