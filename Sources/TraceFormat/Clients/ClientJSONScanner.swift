/// Turns the JSON of one line into the fields of a record; unknown keys are passed over.
struct ClientJSONScanner {
  private let symbols: TraceSymbols
  private let words = ClientVocabulary()

  init(symbols: TraceSymbols) { self.symbols = symbols }

  /// Scans a line; nil where it is no JSON object.
  func scan(_ bytes: Span<UInt8>) throws(JSONError) -> ClientFields? {
    var json = JSONScanner()
    guard json.skipWhiteSpace(bytes) == UInt8(ascii: "{") else { return nil }
    var fields = ClientFields()
    try json.enterObject(bytes)
    while let key = try json.nextKey(bytes) {
      guard let key = words.keys.value(bytes, key) else {
        try json.skipValue(bytes)
        continue
      }
      try take(key, &json, bytes, &fields)
    }
    try json.end(bytes)
    return fields
  }

  private func take(
    _ key: ClientVocabulary.Key, _ json: inout JSONScanner, _ bytes: Span<UInt8>, _ fields: inout ClientFields
  ) throws(JSONError) {
    switch key {
    case .type: fields.type = try word(&json, bytes, words.types)
    case .client:
      fields.client = try name(&json, bytes)
      fields.isNoClient = fields.client == symbols.name("nemesis")
    case .function:
      fields.hasFunction = true
      fields.action = Observed(try word(&json, bytes, words.actions))
    case .key: fields.key = Observed(try name(&json, bytes))
    case .value: fields.value = try value(&json, bytes)
    case .expected: fields.expected = try value(&json, bytes)
    case .called: fields.called = try moment(&json, bytes)
    case .returned: fields.returned = try moment(&json, bytes)
    case .time: fields.time = try moment(&json, bytes)
    case .isAcknowledged:
      guard try json.kind(bytes) == .boolean else { return try json.skipValue(bytes) }
      // A refusal is told apart from a loss on the way by few clients: what was not acknowledged may have happened.
      fields.outcome = try json.boolean(bytes) ? .succeeded : .indefinite
    case .outcome: fields.outcome = try word(&json, bytes, words.outcomes) ?? .indefinite
    case .index: fields.index = Observed(try number(&json, bytes).map { LogIndex($0) })
    case .group: fields.group = try name(&json, bytes).map { symbols.group(symbols[$0]) } ?? fields.group
    }
  }

  /// A string that is one of the words; nil for another value.
  private func word<Word>(
    _ json: inout JSONScanner, _ bytes: Span<UInt8>, _ table: ByteKeyTable<Word>
  ) throws(JSONError) -> Word? {
    guard try json.kind(bytes) == .string else {
      try json.skipValue(bytes)
      return nil
    }
    return table.value(bytes, try json.string(bytes))
  }

  /// A string, or the text of a number.
  private func name(_ json: inout JSONScanner, _ bytes: Span<UInt8>) throws(JSONError) -> NameID? {
    switch try json.kind(bytes) {
    case .string: return symbols.name(try json.string(bytes).text(in: bytes))
    case .null:
      try json.null(bytes)
      return nil
    case .number, .boolean, .array, .object: return symbols.name(bytes.extracting(try raw(&json, bytes)))
    }
  }

  private func value(_ json: inout JSONScanner, _ bytes: Span<UInt8>) throws(JSONError) -> ClientValue {
    switch try json.kind(bytes) {
    case .null:
      try json.null(bytes)
      return .nothing
    case .array:
      let start = json.position
      var parts: [ClientValue] = []
      try json.enterArray(bytes)
      while try json.nextElement(bytes) { parts.append(try value(&json, bytes)) }
      let text = ClientValue.Text(bytes.extracting(start..<json.position), symbols)
      return parts.count == 2 ? .pair(text, parts[0], parts[1]) : .single(text)
    case .string, .number, .boolean, .object:
      return .single(ClientValue.Text(bytes.extracting(try raw(&json, bytes)), symbols))
    }
  }

  private func raw(_ json: inout JSONScanner, _ bytes: Span<UInt8>) throws(JSONError) -> Range<Int> {
    _ = json.skipWhiteSpace(bytes)
    let start = json.position
    try json.skipValue(bytes)
    return start..<json.position
  }

  /// A time as ISO 8601, or a whole number.
  private func moment(
    _ json: inout JSONScanner, _ bytes: Span<UInt8>
  ) throws(JSONError) -> ClientFields.Moment? {
    switch try json.kind(bytes) {
    case .string:
      let text = try json.string(bytes).text(in: bytes)
      return WallTime(iso8601: text).map { ClientFields.Moment(order: $0.nanoseconds, time: .known($0)) }
    case .number:
      let text = bytes.extracting(try raw(&json, bytes))
      return Int64(ClientText.string(text)).map { ClientFields.Moment(order: $0, time: .unknown) }
    case .null, .boolean, .array, .object:
      try json.skipValue(bytes)
      return nil
    }
  }

  /// A whole number, also in quotation marks.
  private func number(_ json: inout JSONScanner, _ bytes: Span<UInt8>) throws(JSONError) -> UInt64? {
    let range = try raw(&json, bytes)
    return UInt64(ClientText.string(bytes.extracting(range)).filter { $0 != "\"" })
  }
}

/// Bytes as text.
enum ClientText {
  static func string(_ bytes: Span<UInt8>) -> String {
    bytes.withUnsafeBufferPointer { String(decoding: $0, as: UTF8.self) }
  }
}
