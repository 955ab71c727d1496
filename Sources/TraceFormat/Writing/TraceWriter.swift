/// Writes events in one format into bytes, which the caller takes from time to time.
public protocol TraceWriter {
  /// How many bytes wait to be taken.
  var byteCount: Int { get }

  /// What was written since the last time.
  mutating func takeBytes() -> [UInt8]

  mutating func write(_ event: TraceEvent)

  /// Writes what comes behind the last event.
  mutating func finish()
}

extension TraceWriter {
  public mutating func write(_ events: some Sequence<TraceEvent>) {
    for event in events { write(event) }
  }
}

extension NativeTraceWriter: TraceWriter {
  /// A native trace ends with its last event.
  public mutating func finish() {}
}
