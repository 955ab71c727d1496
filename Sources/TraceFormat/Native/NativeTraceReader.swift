/// Reads the native format: a header, then one event a line.
///
/// Normative: `Documentation/TraceFormat.md`. Strict: a key passed over is a fact not checked.
public struct NativeTraceReader: TraceReader {
  public private(set) var dialect = SourceDialect()
  public private(set) var tally = ReadingTally()
  /// The program that wrote the trace, where its header says so.
  public private(set) var producer: String?

  private static let batchSize = 256

  private let lines: LineReader
  private var parser: NativeEventParser
  /// Only blank lines were seen so far.
  private var isAtFirstLine = true
  private var hasEnded = false
  private let symbols: TraceSymbols

  /// Reads the lines from where they are; the names of servers and the like are interned in `symbols`.
  public init(_ lines: LineReader, symbols: TraceSymbols) {
    self.symbols = symbols
    self.lines = lines
    parser = NativeEventParser(symbols: symbols, file: symbols.file(lines.name))
  }

  public mutating func read(into events: inout [TraceEvent]) throws(ReadingError) -> Bool {
    let end = events.count + Self.batchSize
    while events.count < end {
      guard !hasEnded, let line = try nextLine() else { return false }
      do throws(ReadingError) {
        try lines.withBytes(of: line) { (bytes) throws(ReadingError) in
          try read(bytes, number: line.number, into: &events)
        }
      } catch {
        throw located(error, at: line.number)
      }
    }
    return true
  }

  private mutating func nextLine() throws(ReadingError) -> LineReader.Line? {
    do throws(ReadingError) {
      guard let line = try lines.next() else {
        hasEnded = true
        return nil
      }
      tally.lines += 1
      return line
    } catch {
      if error.line != nil {
        tally.lines += 1
        tally.badLines += 1
      }
      throw error
    }
  }

  private mutating func read(
    _ line: Span<UInt8>, number: Int, into events: inout [TraceEvent]
  ) throws(ReadingError) {
    if Self.isBlank(line) {
      tally.linesWithoutEvents += 1
    } else if isAtFirstLine, try readHeader(line) {
      tally.linesWithoutEvents += 1
    } else {
      let event = try readEvent(line, number: number)
      if case .serverNamed(let name) = event.kind { symbols.setDisplayName(name, of: event.server) }
      events.append(event)
      tally.events += 1
    }
  }

  private mutating func readEvent(_ line: Span<UInt8>, number: Int) throws(ReadingError) -> TraceEvent {
    do throws(ReadingError) {
      return try parser.event(line, number: number)
    } catch {
      guard NativeHeader.isHeader(line) else { throw error }
      throw NativeScanner.malformed("another header", expected: "an event; a header begins the file")
    }
  }

  /// False where the line is no header but an event.
  private mutating func readHeader(_ line: Span<UInt8>) throws(ReadingError) -> Bool {
    isAtFirstLine = false
    guard NativeHeader.isHeader(line) else { return false }
    let header = try NativeHeader(line)
    dialect = header.dialect
    producer = header.producer
    return true
  }

  /// Completes an error of the current line and counts it.
  private mutating func located(_ error: ReadingError, at line: Int) -> ReadingError {
    var error = error
    error.file = lines.name
    error.line = line
    tally.badLines += 1
    hasEnded = !error.linesBehindAreReadable
    return error
  }

  private static func isBlank(_ line: Span<UInt8>) -> Bool {
    for i in line.indices where line[i] != 0x20 && line[i] != 0x09 && line[i] != 0x0d { return false }
    return true
  }
}
