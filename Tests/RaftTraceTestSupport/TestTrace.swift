public import RaftTraceChecker
public import TraceFormat

/// All events of a trace in memory, so that a test can change them and check them again.
public struct TestTrace {
  /// An event and where it came from.
  public struct Line {
    public var event: TraceEvent
    public var dialect: SourceDialect
    /// The number of the file.
    public var input: Int

    public init(event: TraceEvent, dialect: SourceDialect, input: Int) {
      self.event = event
      self.dialect = dialect
      self.input = input
    }
  }

  public let symbols: TraceSymbols
  public var lines: [Line] = []

  /// No events yet.
  public init(symbols: TraceSymbols) { self.symbols = symbols }

  /// Reads files as one trace; throws the first error in any of them.
  public init(paths: [String]) throws(ReadingError) {
    try self.init(sources: paths.map { (path) throws(ReadingError) in try ByteSource(path: path) })
  }

  /// - Parameter symbols: may hold names already; those keep their numbers.
  public init(sources: [ByteSource], symbols: TraceSymbols = TraceSymbols()) throws(ReadingError) {
    self.symbols = symbols
    var input = try TraceInput(sources: sources, table: FormatTable(), symbols: symbols)
    var events: [TraceEvent] = []
    while let batch = input.read(into: &events) {
      let dialect = input.dialect(of: batch.file)
      lines += events.map { Line(event: $0, dialect: dialect, input: batch.file) }
      events.removeAll(keepingCapacity: true)
    }
    for file in input.files { if let error = file.errors.first { throw error } }
  }

  public func check() -> CheckReport {
    var checker = TraceChecker(symbols: symbols)
    for line in lines { checker.consider(line.event, dialect: line.dialect, input: line.input) }
    return checker.finish()
  }

  /// The lines of each server of each file, in their order.
  public var histories: [[Line]] {
    var numbers: [History: Int] = [:]
    var result: [[Line]] = []
    for line in lines {
      let key = History(input: line.input, server: line.event.server)
      let number = numbers[key] ?? result.count
      if number == result.count {
        numbers[key] = number
        result.append([])
      }
      result[number].append(line)
    }
    return result
  }

  private struct History: Hashable {
    var input: Int
    var server: ServerID
  }
}
