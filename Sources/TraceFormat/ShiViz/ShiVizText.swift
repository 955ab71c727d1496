/// What the text of an event says of its server's state: JSON members or `key=value`, in the words of the native format.
///
/// Only the keys of an observation count, because `term` in a text may be that of a message: `currentTerm`, `votedFor`,
/// `role`, `leader`, `lastLogIndex`, `lastLogTerm`, `commitIndex`, `lastApplied`.
struct ShiVizText {
  let symbols: TraceSymbols

  func read(_ text: Span<UInt8>, into observation: inout Observation) {
    if readObject(text, into: &observation) { return }
    var start = 0
    while start < text.count {
      var end = start
      while end < text.count, !Self.separates(text[end]) { end += 1 }
      read(pair: text.extracting(start..<end), into: &observation)
      start = end + 1
    }
  }

  /// Sets a field by its key; other keys and unfit values say nothing.
  func read(_ key: String, _ value: Span<UInt8>, into observation: inout Observation) {
    let number = Self.number(value)
    switch key {
    case "currentTerm": observation.currentTerm = Observed(number.map { Term($0) })
    case "lastLogTerm": observation.lastLogTerm = Observed(number.map { Term($0) })
    case "lastLogIndex": observation.lastLogIndex = Observed(number.map { LogIndex($0) })
    case "commitIndex": observation.commitIndex = Observed(number.map { LogIndex($0) })
    case "lastApplied": observation.lastApplied = Observed(number.map { LogIndex($0) })
    case "role": observation.role = Observed(Self.role(value))
    case "votedFor": observation.votedFor = server(value)
    case "leader": observation.leader = server(value)
    default: break
    }
  }

  /// False where the text is no JSON object.
  private func readObject(_ text: Span<UInt8>, into observation: inout Observation) -> Bool {
    var scanner = JSONScanner()
    var found = observation
    do throws(JSONError) {
      try scanner.enterObject(text)
      while let key = try scanner.nextKey(text) {
        let name = key.text(in: text)
        switch try scanner.kind(text) {
        case .string:
          let value = try scanner.string(text).utf8(in: text)
          read(name, value.span, into: &found)
        case .number:
          let start = scanner.position
          try scanner.skipValue(text)
          read(name, text.extracting(start..<scanner.position), into: &found)
        case .null:
          try scanner.null(text)
          if name == "votedFor" { found.votedFor = .known(nil) }
          if name == "leader" { found.leader = .known(nil) }
        case .object, .array, .boolean: try scanner.skipValue(text)
        }
      }
      try scanner.end(text)
    } catch {
      return false
    }
    observation = found
    return true
  }

  private func read(pair: Span<UInt8>, into observation: inout Observation) {
    guard let middle = pair.indices.first(where: { pair[$0] == UInt8(ascii: "=") }), middle > 0 else {
      return
    }
    let key = pair.extracting(0..<middle).withUnsafeBufferPointer { String(decoding: $0, as: UTF8.self) }
    read(key, pair.extracting(middle + 1..<pair.count), into: &observation)
  }

  private func server(_ name: Span<UInt8>) -> Observed<ServerID?> {
    name.isEmpty ? .unknown : .known(symbols.server(name))
  }

  private static func separates(_ byte: UInt8) -> Bool {
    byte <= 0x20 || byte == UInt8(ascii: ",") || byte == UInt8(ascii: ";")
  }

  private static func number(_ text: Span<UInt8>) -> UInt64? {
    text.withUnsafeBufferPointer { UInt64(String(decoding: $0, as: UTF8.self)) }
  }

  private static func role(_ text: Span<UInt8>) -> Role? {
    let word = text.withUnsafeBufferPointer { String(decoding: $0, as: UTF8.self) }
    return Role.allCases.first { $0.word == word || $0.word == word.lowercased() }
  }
}
