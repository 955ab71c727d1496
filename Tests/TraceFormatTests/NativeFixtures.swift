import RaftTraceTestSupport
import TraceFormat

/// All that a reader made of a native trace.
struct NativeReading {
  static let name = "t.ndjson"
  static let header =
    #"{"format":"raft-trace","version":1,"dialect":{"durability":"onEvidence","configurationUse":"onAppend","#
    + #""isComplete":false,"reusesIdentities":false}}"#

  let symbols: TraceSymbols
  private(set) var events: [TraceEvent] = []
  private(set) var errors: [ReadingError] = []
  private(set) var dialect = SourceDialect()
  private(set) var tally = ReadingTally()
  private(set) var producer: String?

  init(_ bytes: [UInt8], symbols: TraceSymbols = TraceSymbols()) {
    self.symbols = symbols
    let lines = LineReader(ByteSource(bytes: bytes, name: Self.name), bufferLength: 4096)
    var reader = NativeTraceReader(lines, symbols: symbols)
    var isOpen = true
    while isOpen {
      do throws(ReadingError) {
        isOpen = try reader.read(into: &events)
      } catch {
        errors.append(error)
      }
    }
    (dialect, tally, producer) = (reader.dialect, reader.tally, reader.producer)
  }

  init(_ text: String, symbols: TraceSymbols = TraceSymbols()) {
    self.init(Array(text.utf8), symbols: symbols)
  }

  /// What is wrong with one event's line, as a report shows it; nil where it is right.
  static func complaint(_ line: String) -> String? {
    NativeReading(header + "\n" + line + "\n").errors.first?.description
  }

  /// The lines of random events, header included, and the events.
  static func random(
    seed: UInt64, count: Int, symbols: TraceSymbols, fileName: String? = nil
  ) -> (text: [UInt8], events: [TraceEvent]) {
    var generator = EventGenerator(seed: seed, symbols: symbols)
    let events = EventName.allCases.map { generator.event($0) } + (0..<count).map { _ in generator.event() }
    var writer = NativeTraceWriter(symbols: symbols, dialect: SourceDialect(), fileName: fileName)
    writer.write(events)
    return (writer.takeBytes(), events)
  }
}
