extension CCFTraceReader {
  /// Guesses from the first bytes of an input whether it is such a trace.
  ///
  /// True where one of the lines has the tag, a known function and the server's id.
  public static func recognizes(_ prefix: Span<UInt8>) -> Bool {
    let scanner = CCFLineScanner(symbols: TraceSymbols())
    var start = 0
    while start < prefix.count {
      var end = start
      while end < prefix.count, prefix[end] != UInt8(ascii: "\n") { end += 1 }
      if isTraceLine(prefix.extracting(start..<end), scanner) { return true }
      start = end + 1
    }
    return false
  }

  private static func isTraceLine(_ bytes: Span<UInt8>, _ scanner: CCFLineScanner) -> Bool {
    guard let line = try? scanner.scan(bytes), let function = line.function else { return false }
    return function != .other && line.state.server != nil
  }
}
