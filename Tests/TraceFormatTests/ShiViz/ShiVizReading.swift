import TraceFormat

/// All that a reader made of a log with vector clocks.
struct ShiVizReading {
  static let name = "t.log"

  let symbols: TraceSymbols
  private(set) var events: [TraceEvent] = []
  private(set) var errors: [ReadingError] = []
  private(set) var dialect = SourceDialect()
  private(set) var tally = ReadingTally()

  init(_ bytes: [UInt8], symbols: TraceSymbols = TraceSymbols()) {
    self.symbols = symbols
    let lines = LineReader(ByteSource(bytes: bytes, name: Self.name), bufferLength: 4096)
    var reader = ShiVizTraceReader(lines, symbols: symbols)
    var isOpen = true
    while isOpen {
      do throws(ReadingError) {
        isOpen = try reader.read(into: &events)
      } catch {
        errors.append(error)
        isOpen = error.linesBehindAreReadable
      }
    }
    (dialect, tally) = (reader.dialect, reader.tally)
  }

  init(_ text: String) { self.init(Array(text.utf8)) }

  /// An event's server with its clock, as `n1 n1:2 n2:1`.
  func clock(_ event: TraceEvent) -> String {
    let counts = event.clock.value?.components.map { "\(symbols[$0.server]):\($0.count)" }.sorted() ?? []
    return ([symbols[event.server]] + counts).joined(separator: " ")
  }
}
