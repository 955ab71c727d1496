import RaftTraceTestSupport
import TraceFormat

enum ShiVizFixtures {
  /// The log of random events, and the events.
  static func random(
    seed: UInt64, count: Int, symbols: TraceSymbols
  ) -> (log: [UInt8], events: [TraceEvent]) {
    var generator = EventGenerator(seed: seed, symbols: symbols)
    let events = EventName.allCases.map { generator.event($0) } + (0..<count).map { _ in generator.event() }
    return (log(of: events, symbols: symbols), events)
  }

  static func log(
    of events: [TraceEvent], symbols: TraceSymbols, dialect: SourceDialect = SourceDialect()
  ) -> [UInt8] {
    var writer = ShiVizTraceWriter(symbols: symbols, dialect: dialect)
    writer.write(events)
    writer.finish()
    return writer.takeBytes()
  }
}
