/// Writes a log with vector clocks, which ShiViz draws and `ShiVizTraceReader` reads.
///
/// The first line is the regular expression that finds the records, the second, which would separate executions, is empty.
/// The third is the native header, which the expression does not match. A record is two lines: the host with its clock, and
/// the event in native JSON.
///
/// A receipt that is met before its sending, as it happens with a log per server, waits for it with all its server's later
/// events; where the source is ordered already, nothing waits. At most 65,536 events wait.
public struct ShiVizTraceWriter: TraceWriter {
  static let expression = #"(?<host>\S*) (?<clock>{.*})\n(?<event>.*)"#
  private static let heldMaximum = 1 << 16

  private let symbols: TraceSymbols
  private let isOrdered: Bool
  private var bytes: [UInt8]
  private var native: NativeTraceWriter
  private var clocks = ShiVizClocks()
  private var held: [ServerID: ArraySlice<TraceEvent>] = [:]
  /// The servers that wait, in the order in which they began to.
  private var waiting: [ServerID] = []
  private var heldCount = 0

  public init(symbols: TraceSymbols, dialect: SourceDialect, producer: String? = nil) {
    self.symbols = symbols
    isOrdered = dialect.isOrdered
    native = NativeTraceWriter(symbols: symbols, dialect: dialect, producer: producer)
    bytes = Array("\(Self.expression)\n\n".utf8)
    appendOneLine(native.takeBytes())
  }

  public var byteCount: Int { bytes.count }

  public mutating func takeBytes() -> [UInt8] {
    defer { bytes = [] }
    return bytes
  }

  public mutating func write(_ event: TraceEvent) {
    if held[event.server] == nil, isOrdered || clocks.canAdvance(past: event) {
      record(event)
      releaseWaiting()
      return
    }
    if held[event.server] == nil { waiting.append(event.server) }
    held[event.server, default: []].append(event)
    heldCount += 1
    if heldCount > Self.heldMaximum { releaseFirst() }
  }

  public mutating func finish() {
    while !waiting.isEmpty { releaseFirst() }
  }

  /// Records the event that has waited longest without its sending, and what it kept waiting.
  private mutating func releaseFirst() {
    let server = waiting[0]
    guard let event = takeFirst(of: server) else { return }
    record(event)
    releaseWaiting()
  }

  private mutating func releaseWaiting() {
    var moved = !waiting.isEmpty
    while moved {
      moved = false
      for server in waiting {
        while let event = held[server]?.first, clocks.canAdvance(past: event) {
          guard let event = takeFirst(of: server) else { break }
          record(event)
          moved = true
        }
      }
    }
  }

  private mutating func takeFirst(of server: ServerID) -> TraceEvent? {
    guard let event = held[server]?.first else { return nil }
    held[server]?.removeFirst()
    heldCount -= 1
    if held[server]?.isEmpty == true {
      held[server] = nil
      waiting.removeAll { $0 == server }
    }
    return event
  }

  private mutating func record(_ event: TraceEvent) {
    let clock = clocks.advance(past: event)
    bytes += ShiVizName.host(symbols.legibleName(event.server)).utf8
    bytes.append(UInt8(ascii: " "))
    var json = JSONWriter()
    json.beginObject()
    for server in symbols.sortedByName(clock.components.map(\.server)) {
      json.key(text: ShiVizName.host(symbols.legibleName(server)))
      json.value(clock[server])
    }
    json.endObject()
    bytes += json.bytes
    bytes.append(UInt8(ascii: "\n"))
    var event = event
    event.clock = .unknown
    native.write(event)
    appendOneLine(native.takeBytes())
  }

  /// Appends JSON in which no character ends a line for a browser: U+2028 and U+2029 become escapes.
  private mutating func appendOneLine(_ json: [UInt8]) {
    var i = 0
    while i < json.count {
      if json[i] == 0xe2, i + 2 < json.count, json[i + 1] == 0x80, json[i + 2] | 1 == 0xa9 {
        bytes += (json[i + 2] == 0xa8 ? #"\u2028"# : #"\u2029"#).utf8
        i += 3
      } else {
        bytes.append(json[i])
        i += 1
      }
    }
  }
}
