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

  /// Reads `file:line` or `file:line#state`.
  private func position(from text: Span<UInt8>) -> SourcePosition? {
    guard let last = Self.number(atEndOf: text) else { return nil }
    var line = last
    var state: UInt32 = 0
    if text[last.start - 1] == UInt8(ascii: "#") {
      guard let before = Self.number(atEndOf: text.extracting(first: last.start - 1)) else { return nil }
      (line, state) = (before, last.value)
    }
    guard line.start > 1, text[line.start - 1] == UInt8(ascii: ":") else { return nil }
    let name = text.extracting(first: line.start - 1)
    return SourcePosition(file: FileID(symbols.fileNames.intern(name)), line: line.value, state: state)
  }

  /// The number that a text ends with, and where it begins; not one that begins with 0, and not at the text's start.
  private static func number(atEndOf text: Span<UInt8>) -> (value: UInt32, start: Int)? {
    var start = text.count
    while start > 0, text[start - 1] >= UInt8(ascii: "0"), text[start - 1] <= UInt8(ascii: "9") { start -= 1 }
    guard start > 0, start < text.count, text.count - start <= 10, text[start] != UInt8(ascii: "0") else {
      return nil
    }
    var value: UInt64 = 0
    for k in start..<text.count { value = value * 10 + UInt64(text[k] - UInt8(ascii: "0")) }
    return UInt32(exactly: value).map { ($0, start) }
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
