/// The guess whether an input is in the native format.
extension NativeTraceReader {
  /// Tells by the first bytes, which may end anywhere: a header of any version, or an event of a known name.
  public static func recognizes(_ prefix: Span<UInt8>) -> Bool {
    text(of: "format", prefix) == "\(NativeHeader.format)"
      || text(of: "event", prefix).flatMap(EventName.init) != nil
  }

  /// The string under a key of the first line; nil where there is none.
  private static func text(of key: StaticString, _ prefix: Span<UInt8>) -> String? {
    do throws(ReadingError) {
      guard var scanner = try NativeHeader.value(of: key, prefix) else { return nil }
      return try scanner.string(prefix).text(in: prefix)
    } catch {
      return nil
    }
  }
}
