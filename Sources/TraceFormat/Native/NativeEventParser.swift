/// The grammar of an event's line: fills a draft key by key and refuses what does not belong.
struct NativeEventParser {
  let symbols: TraceSymbols
  let vocabularies = NativeVocabularies()
  var scanner = NativeScanner()
  var draft = EventDraft()

  var messageBatch = NativeBatch()
  var messageShape: MessageShape?

  private let file: FileID
  private var origin: SourcePosition?
  private var shape: EventShape?
  private var batch = NativeBatch()

  init(symbols: TraceSymbols, file: FileID) {
    self.symbols = symbols
    self.file = file
  }

  /// The event of a line.
  ///
  /// - Throws: what is wrong with the line and in which column; without file and line.
  mutating func event(_ line: Span<UInt8>, number: Int) throws(ReadingError) -> TraceEvent {
    reset()
    var seen: KeySet<EventKey> = []
    try scanner.enterObject(line)
    while let key = try scanner.nextKey(vocabularies.eventKeys, seen: &seen, line) {
      try readValue(of: key, line)
    }
    try scanner.end(line)
    draft.name = try name(for: seen, line)
    draft.entries = try batch.entryBatch()
    do throws(MissingField) {
      return try draft.finish(at: origin ?? SourcePosition(file: file, line: UInt32(clamping: number)))
    } catch {
      throw missing(error.field, seen)
    }
  }

  private mutating func reset() {
    scanner = NativeScanner()
    draft = EventDraft()
    batch = NativeBatch()
    origin = nil
    shape = nil
  }

  private mutating func readValue(of key: EventKey, _ line: Span<UInt8>) throws(ReadingError) {
    switch key {
    case .event: shape = try scanner.word(of: vocabularies.events, line)
    case .server: draft.server = .known(try server(line))
    case .group: draft.group = try group(line)
    case .role: draft.role = .known(try scanner.word(of: vocabularies.roles, line))
    case .candidate: draft.candidate = .known(try server(line))
    case .leader: draft.leader = .known(try server(line))
    case .name: draft.displayName = .known(try name(line))
    case .term: draft.term = .known(try scanner.term(line))
    case .index: draft.index = .known(try scanner.index(line))
    case .lastLogIndex: draft.lastLogIndex = .known(try scanner.index(line))
    case .lastLogTerm: draft.lastLogTerm = .known(try scanner.term(line))
    case .payload, .value: draft.payload = .known(try scanner.payload(line))
    case .termAndVote: draft.coversTermAndVote = .known(try scanner.boolean(line))
    case .entries: batch.entries = try entries(line)
    case .count: batch.count = try scanner.number(line)
    case .isPartial: batch.isPartial = try scanner.boolean(line)
    case .configuration: draft.configuration = .known(try configuration(line))
    case .client: draft.client = .known(try name(line))
    case .request: draft.request = .known(try scanner.number(line))
    case .action: draft.action = .known(try scanner.word(of: vocabularies.actions, line))
    case .key: draft.key = .known(try name(line))
    case .outcome: draft.outcome = .known(try scanner.word(of: vocabularies.outcomes, line))
    case .begin: draft.leaseBegin = .known(try scanner.time(line))
    case .end: draft.leaseEnd = .known(try scanner.time(line))
    case .message: try readMessage(line)
    case .before: try readObservation(.before, line)
    case .after: try readObservation(.after, line)
    case .clock: draft.clock = .known(try clock(line))
    case .time: draft.time = .known(try scanner.time(line))
    case .at: origin = try position(line)
    }
  }

  /// The event's name, once its keys are known to be allowed with it.
  private func name(for seen: KeySet<EventKey>, _ line: Span<UInt8>) throws(ReadingError) -> EventName {
    guard let shape else { throw NativeScanner.malformed("an event without \"event\"", expected: "its name") }
    if let stray = seen.first(notIn: shape.keys) {
      throw NativeScanner.malformed(
        "the key \"\(stray.name)\" in \"\(shape.name.rawValue)\"",
        expected: shape.details.list(or: "a key of every event"), column: Self.column(of: stray, line))
    }
    if seen.contains(.before), seen.contains(.after) {
      throw NativeScanner.malformed("\"before\" and \"after\"", expected: "one of them")
    }
    return shape.name
  }

  /// Where a key of a line that was read to its end stands.
  private static func column(of key: EventKey, _ line: Span<UInt8>) -> Int? {
    var scanner = NativeScanner()
    do throws(ReadingError) {
      try scanner.enterObject(line)
      while let name = try scanner.nextName(line) {
        if name.text(in: line) == key.name { return name.range.lowerBound }
        try scanner.skipValue(line)
      }
    } catch {
      return nil
    }
    return nil
  }

  private func missing(_ field: String, _ seen: KeySet<EventKey>) -> ReadingError {
    let name = shape?.name.rawValue ?? ""
    if seen.contains(.message), field != EventKey.server.name {
      return NativeScanner.malformed("a message without \"\(field)\"", expected: "this key in \"\(name)\"")
    }
    let isInMessage = shape?.keys.contains(.message) == true && field != EventKey.server.name
    let key = isInMessage ? EventKey.message.name : field
    return NativeScanner.malformed("\"\(name)\" without \"\(key)\"", expected: "this key")
  }
}
