/// Writes the native format into bytes, which the caller takes from time to time.
///
/// Normative: `Documentation/TraceFormat.md`. The same events make the same bytes, and reading them back
/// makes the same events.
public struct NativeTraceWriter {
  let symbols: TraceSymbols
  var json = JSONWriter()

  private let file: FileID?
  /// The number of the line that is written next.
  private var line: UInt32 = 2

  /// Begins a trace with its header.
  ///
  /// `fileName` is the name that the trace will be read under: an event that was read from the very line it
  /// is written to then needs no `at`.
  public init(
    symbols: TraceSymbols, dialect: SourceDialect, producer: String? = nil, fileName: String? = nil
  ) {
    self.symbols = symbols
    file = fileName.map { symbols.file($0) }
    NativeHeader(dialect: dialect, producer: producer).write(to: &json)
  }

  /// How many bytes wait to be taken.
  public var byteCount: Int { json.bytes.count }

  /// What was written since the last time.
  public mutating func takeBytes() -> [UInt8] {
    defer { json.bytes = [] }
    return json.bytes
  }

  public mutating func write(_ event: TraceEvent) {
    json.beginObject()
    json.key("event")
    json.value(event.kind.name.rawValue)
    write("server", event.server)
    if event.group != TraceSymbols.defaultGroup { write("group", event.group) }
    writeDetails(of: event.kind)
    writeObservation(event.observation)
    if case .known(let clock) = event.clock { write("clock", clock) }
    write("time", event.time)
    if needsOrigin(event.position) { write("at", event.position) }
    json.endObject()
    json.newline()
    line += 1
  }

  /// Line 0 is no line: an event that was made, not read, comes from nowhere.
  private func needsOrigin(_ position: SourcePosition) -> Bool {
    position.line > 0 && (position.file != file || position.line != line)
  }
}
