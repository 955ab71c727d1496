import RaftTraceTestSupport
import TraceFormat

/// Gives the servers of a trace other names, whose order is another one and whose numbers are too.
enum Renaming {
  /// Another name; names that sorted upwards sort downwards.
  static func name(_ name: String) -> String {
    "s" + name.utf8.map { String(999 - Int($0)) }.joined() + "~"
  }

  /// The trace as written and read again, and the same with other names.
  static func twins(of trace: TestTrace) throws -> (plain: TestTrace, renamed: TestTrace) {
    let reversed = TraceSymbols()
    for server in trace.symbols.servers.reversed() { _ = reversed.server(name(trace.symbols[server])) }
    return (
      try reread(trace, trace.symbols, TraceSymbols()), try reread(trace, renamed(trace.symbols), reversed)
    )
  }

  private static func reread(
    _ trace: TestTrace, _ names: TraceSymbols, _ symbols: TraceSymbols
  ) throws -> TestTrace {
    let dialect = SourceDialect(common: trace.lines.map(\.dialect))
    var writer = NativeTraceWriter(symbols: names, dialect: dialect)
    writer.write(trace.lines.map(\.event))
    return try TestTrace(sources: [ByteSource(bytes: writer.takeBytes())], symbols: symbols)
  }

  /// The same numbers with other names of servers.
  private static func renamed(_ symbols: TraceSymbols) -> TraceSymbols {
    let result = TraceSymbols()
    for server in symbols.servers { _ = result.server(name(symbols[server])) }
    for group in symbols.groups { _ = result.group(symbols[group]) }
    for number in 0..<UInt32(symbols.fileNames.count) { _ = result.file(symbols[FileID(number)]) }
    for number in 0..<UInt32(symbols.names.count) { _ = result.name(symbols[NameID(number)]) }
    for configuration in symbols.configurations { _ = result.configuration(configuration) }
    return result
  }
}
