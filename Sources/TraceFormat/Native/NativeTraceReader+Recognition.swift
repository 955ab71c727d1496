extension NativeTraceReader {
  /// Whether the first bytes of a file are a header or an event of the native format.
  ///
  /// A file that was cut within its first line is not recognized.
  public static func recognizes(_ prefix: Span<UInt8>) -> Bool {
    var scanner = JSONScanner()
    do throws(JSONError) {
      try scanner.enterObject(prefix)
      while let key = try scanner.nextKey(prefix) {
        guard try scanner.kind(prefix) == .string else {
          try scanner.skipValue(prefix)
          continue
        }
        let value = try scanner.string(prefix)
        if key.equals("format", in: prefix) { return value.equals("raft-trace", in: prefix) }
        if key.equals("event", in: prefix) { return EventName(rawValue: value.text(in: prefix)) != nil }
      }
    } catch {
      return false
    }
    return false
  }
}
