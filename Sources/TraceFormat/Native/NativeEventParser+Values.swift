/// The values that are more than a number or a word.
extension NativeEventParser {
  mutating func server(_ line: Span<UInt8>) throws(ReadingError) -> ServerID {
    try scanner.string(line).withUTF8(in: line) { symbols.server($0) }
  }

  /// A server, or none where `null` says so.
  mutating func serverOrNone(_ line: Span<UInt8>) throws(ReadingError) -> ServerID? {
    try scanner.null(line) ? nil : try server(line)
  }

  mutating func group(_ line: Span<UInt8>) throws(ReadingError) -> GroupID {
    try scanner.string(line).withUTF8(in: line) { symbols.group($0) }
  }

  mutating func name(_ line: Span<UInt8>) throws(ReadingError) -> NameID {
    try scanner.string(line).withUTF8(in: line) { symbols.name($0) }
  }

  /// The place an event was first read from, as `file:line`.
  mutating func position(_ line: Span<UInt8>) throws(ReadingError) -> SourcePosition {
    let text = try scanner.string(line)
    guard let position = text.withUTF8(in: line, { position(from: $0) }) else {
      throw NativeScanner.malformed(
        ReadingError.quote(text.text(in: line)), expected: "a place such as \"n1.log:118\"",
        column: text.range.lowerBound)
    }
    return position
  }

  private func position(from text: Span<UInt8>) -> SourcePosition? {
    var value: UInt64 = 0
    var place: UInt64 = 1
    var colon = text.count
    while colon > 0, text[colon - 1] != UInt8(ascii: ":") {
      colon -= 1
      let digit = text[colon] &- UInt8(ascii: "0")
      guard digit <= 9, place <= 1_000_000_000 else { return nil }
      value += UInt64(digit) * place
      place *= 10
    }
    guard colon > 0, colon < text.count, text[colon] != UInt8(ascii: "0"), let number = UInt32(exactly: value)
    else { return nil }
    let name = text.extracting(first: colon - 1)
    return SourcePosition(file: FileID(symbols.fileNames.intern(name)), line: number)
  }

  mutating func clock(_ line: Span<UInt8>) throws(ReadingError) -> VectorClock {
    var components: [VectorClock.Component] = []
    try scanner.enterObject(line)
    while let name = try scanner.nextName(line) {
      let server = name.withUTF8(in: line) { symbols.server($0) }
      if components.contains(where: { $0.server == server }) {
        throw NativeScanner.malformed(
          "the server \(ReadingError.quote(symbols[server])) a second time", expected: "each server once",
          column: name.range.lowerBound)
      }
      components.append(VectorClock.Component(server: server, count: try scanner.number(line)))
    }
    return VectorClock(components)
  }

  /// Entries by rising index.
  mutating func entries(_ line: Span<UInt8>) throws(ReadingError) -> [LogEntry] {
    var entries: [LogEntry] = []
    try scanner.enterArray(line)
    while try scanner.nextElement(line) {
      let start = scanner.position
      let entry = try entry(line)
      if let last = entries.last, entry.index <= last.index {
        throw NativeScanner.malformed(
          "the index \(entry.index) behind \(last.index)", expected: "entries by rising index",
          column: start + 1)
      }
      entries.append(entry)
    }
    return entries
  }

  private mutating func entry(_ line: Span<UInt8>) throws(ReadingError) -> LogEntry {
    var index: LogIndex?
    var term: Observed<Term> = .unknown
    var payload: Observed<PayloadHash> = .unknown
    var seen: KeySet<EntryKey> = []
    try scanner.enterObject(line)
    let start = scanner.position
    while let key = try scanner.nextKey(vocabularies.entryKeys, seen: &seen, line) {
      switch key {
      case .index: index = try scanner.index(line)
      case .term: term = .known(try scanner.term(line))
      case .payload: payload = .known(try scanner.payload(line))
      }
    }
    guard let index else {
      throw NativeScanner.malformed("an entry without \"index\"", expected: "this key", column: start)
    }
    return LogEntry(index: index, term: term, payload: payload)
  }

  mutating func configuration(_ line: Span<UInt8>) throws(ReadingError) -> ConfigurationID {
    var voters: [ServerID]?
    var outgoingVoters: [ServerID] = []
    var learners: [ServerID] = []
    var seen: KeySet<ConfigurationKey> = []
    try scanner.enterObject(line)
    let start = scanner.position
    while let key = try scanner.nextKey(vocabularies.configurationKeys, seen: &seen, line) {
      switch key {
      case .voters: voters = try servers(line)
      case .outgoingVoters: outgoingVoters = try servers(line)
      case .learners: learners = try servers(line)
      }
    }
    guard let voters else {
      throw NativeScanner.malformed("a configuration without \"voters\"", expected: "this key", column: start)
    }
    return symbols.configuration(
      Configuration(voters: voters, outgoingVoters: outgoingVoters, learners: learners))
  }

  private mutating func servers(_ line: Span<UInt8>) throws(ReadingError) -> [ServerID] {
    var servers: [ServerID] = []
    try scanner.enterArray(line)
    while try scanner.nextElement(line) { servers.append(try server(line)) }
    return servers
  }
}
