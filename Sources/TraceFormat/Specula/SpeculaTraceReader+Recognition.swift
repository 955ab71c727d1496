extension SpeculaTraceReader {
  /// Guesses from the first bytes of an input whether it is such a trace.
  ///
  /// True where one of the lines has the tag, an event's name, the server's id and the role in hashicorp's words: others write
  /// traces with the same tag.
  public static func recognizes(_ prefix: Span<UInt8>) -> Bool {
    let scanner = SpeculaLineScanner(symbols: TraceSymbols())
    var start = 0
    while start < prefix.count {
      var end = start
      while end < prefix.count, prefix[end] != UInt8(ascii: "\n") { end += 1 }
      if isTraceLine(prefix.extracting(start..<end), scanner) { return true }
      start = end + 1
    }
    return false
  }

  private static func isTraceLine(_ bytes: Span<UInt8>, _ scanner: SpeculaLineScanner) -> Bool {
    guard let line = try? scanner.scan(bytes), let name = line.name else { return false }
    return name != .other && line.server != nil && line.role.isKnown
  }
}
