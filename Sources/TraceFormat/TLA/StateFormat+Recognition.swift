/// Tells the formats of state sequences apart by their first bytes.
enum StateFormatRecognition {
  /// Whether the bytes begin TLC's text: its banner, its messages of `-tool`, or a state.
  static func isTLCText(_ prefix: Span<UInt8>) -> Bool {
    var start = 0
    while start < prefix.count {
      var end = start
      while end < prefix.count, prefix[end] != UInt8(ascii: "\n") { end += 1 }
      let line = prefix.extracting(start..<end)
      if begins(line, with: "@!@!@STARTMSG ") || begins(line, with: "TLC2 Version ") { return true }
      if begins(line, with: "Error: The behavior up to this point is:") { return true }
      if let header = TLCHeader(line),
        begins(prefix.extracting(min(end + 1, prefix.count)..<prefix.count), with: #"/\ "#)
      {
        return header.number > 0
      }
      start = end + 1
    }
    return false
  }

  /// Whether the bytes begin a document of JSON with TLC's counterexample.
  static func isTLCJSON(_ prefix: Span<UInt8>) -> Bool {
    var search = KeySearch()
    search.run(prefix)
    return search.keys.contains("counterexample")
      || search.keys.contains("action") && search.firstStepIsNumbered
      || search.keys.contains("state") && search.firstStepIsNumbered
  }

  /// Whether the bytes begin a document in the Informal Trace Format.
  static func isITF(_ prefix: Span<UInt8>) -> Bool {
    var search = KeySearch()
    search.run(prefix)
    return search.keys.contains("states") && (search.keys.contains("vars") || search.keys.contains("#meta"))
      || search.keys.contains("#meta") && search.keys.contains("vars")
  }

  static func begins(_ bytes: Span<UInt8>, with text: StaticString) -> Bool {
    let length = text.utf8CodeUnitCount
    guard bytes.count >= length else { return false }
    for i in 0..<length where bytes[i] != text.utf8Start[i] { return false }
    return true
  }
}

/// The keys of the outermost object, as far as the first bytes have them.
private struct KeySearch {
  var keys: [String] = []
  /// Whether the array of steps or states begins with a state and its number.
  var firstStepIsNumbered = false

  mutating func run(_ prefix: Span<UInt8>) {
    var scanner = JSONScanner()
    do {
      if try scanner.kind(prefix) == .array {
        try scanner.enterArray(prefix)
        guard try scanner.nextElement(prefix) else { return }
      }
      try scanner.enterObject(prefix)
      while let key = try scanner.nextKey(prefix) {
        let name = key.text(in: prefix)
        keys.append(name)
        if name == "action" || name == "state" {
          firstStepIsNumbered = firstStepIsNumbered || isNumbered(scanner, prefix)
        }
        try scanner.skipValue(prefix)
      }
    } catch {
      // The prefix ends inside the document.
    }
  }

  private func isNumbered(_ scanner: JSONScanner, _ prefix: Span<UInt8>) -> Bool {
    var scanner = scanner
    do {
      for _ in 0..<3 {
        guard try scanner.kind(prefix) == .array else { return try scanner.kind(prefix) == .number }
        try scanner.enterArray(prefix)
        guard try scanner.nextElement(prefix) else { return false }
      }
      return try scanner.kind(prefix) == .number
    } catch {
      return false
    }
  }
}
