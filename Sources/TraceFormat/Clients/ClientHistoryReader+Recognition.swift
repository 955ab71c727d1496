extension ClientHistoryReader {
  /// The first records that are looked at.
  private static let recordCount = 20

  /// Guesses from the first bytes whether they are operations of clients in JSON.
  ///
  /// True where one of the first lines names a process, a function and either its type or when it was called.
  public static func recognizesJSON(_ prefix: Span<UInt8>) -> Bool {
    let scanner = ClientJSONScanner(symbols: TraceSymbols())
    var start = 0
    for _ in 0..<recordCount where start < prefix.count {
      var end = start
      while end < prefix.count, prefix[end] != UInt8(ascii: "\n") { end += 1 }
      if let fields = try? scanner.scan(prefix.extracting(start..<end)), isOperation(fields) { return true }
      start = end + 1
    }
    return false
  }

  /// Guesses from the first bytes whether they are a history of Jepsen.
  public static func recognizesEDN(_ prefix: Span<UInt8>) -> Bool {
    let reading = ClientEDNFields(symbols: TraceSymbols())
    var scanner = EDNScanner()
    for _ in 0..<recordCount {
      guard let value = try? scanner.nextRecord(prefix) else { return false }
      if let fields = reading.fields(of: value, prefix), isOperation(fields) { return true }
    }
    return false
  }

  private static func isOperation(_ fields: ClientFields) -> Bool {
    fields.client != nil && fields.hasFunction
      && (fields.type != nil || fields.called != nil && fields.outcome != nil)
  }
}
