/// Reads what the clients of a cluster asked and were answered.
///
/// The order of calls and returns is that of one clock, or of one file: who wrote the history is taken to have seen them in
/// this order. Histories of several files are not ordered against each other, nor against the lines of servers.
public struct ClientHistoryReader: TraceReader {
  /// How a history is written.
  public enum Syntax: Sendable {
    /// One JSON object a line.
    case json
    /// Maps, as Jepsen writes them; one may take several lines.
    case edn
  }

  /// The most lines that one call reads.
  private static let batchLineCount = 256
  /// The most lines that one map may take.
  private static let recordLineMaximum = 64

  public let dialect = SourceDialect()
  public private(set) var tally = ReadingTally()

  private let lines: LineReader
  private let syntax: Syntax
  private let symbols: TraceSymbols
  private let file: FileID
  private let json: ClientJSONScanner
  private let edn: ClientEDNFields
  private var history = ClientHistory()
  private var unfinished = EDNText()
  private var hasEnded = false

  /// Lines of a map that is not closed yet.
  private struct EDNText {
    var bytes: [UInt8] = []
    var firstLine = 0
    var lineCount = 0
  }

  public init(_ lines: LineReader, symbols: TraceSymbols, syntax: Syntax) {
    self.lines = lines
    self.syntax = syntax
    self.symbols = symbols
    file = symbols.file(lines.name)
    json = ClientJSONScanner(symbols: symbols)
    edn = ClientEDNFields(symbols: symbols)
  }

  public mutating func read(into events: inout [TraceEvent]) throws(ReadingError) -> Bool {
    if hasEnded { return false }
    do throws(ReadingError) {
      for _ in 0..<Self.batchLineCount {
        guard let line = try lines.next() else {
          hasEnded = true
          tell(&events)
          if unfinished.lineCount > 0 { throw unclosed() }
          return false
        }
        tally.lines += 1
        switch syntax {
        case .json: try takeJSON(line)
        case .edn: try takeEDN(line)
        }
      }
      return true
    } catch {
      if error.line != nil { tally.badLines += 1 }
      throw error
    }
  }

  public mutating func release(into events: inout [TraceEvent]) {
    if hasEnded { return }
    hasEnded = true
    tell(&events)
  }

  private mutating func tell(_ events: inout [TraceEvent]) {
    let told = history.events(symbols)
    tally.events += told.count
    events += told
    history = ClientHistory()
  }

  private mutating func takeJSON(_ line: LineReader.Line) throws(ReadingError) {
    let fields: ClientFields?
    do {
      fields = try lines.withBytes(of: line) { (bytes) throws(JSONError) in try json.scan(bytes) }
    } catch {
      throw error.reading(file: lines.name, line: line.number)
    }
    try take(fields, line.number)
  }

  private mutating func takeEDN(_ line: LineReader.Line) throws(ReadingError) {
    if unfinished.lineCount == 0 { unfinished.firstLine = line.number }
    unfinished.lineCount += 1
    unfinished.bytes += lines.withBytes(of: line) { bytes in bytes.withUnsafeBufferPointer { Array($0) } }
    unfinished.bytes.append(UInt8(ascii: "\n"))
    let text = unfinished
    var scanner = EDNScanner()
    do {
      while let value = try scanner.nextRecord(text.bytes.span) {
        try take(edn.fields(of: value, text.bytes.span), text.firstLine)
      }
      unfinished = EDNText()
    } catch let error as ReadingError {
      unfinished = EDNText()
      throw error
    } catch let fault as EDNScanner.Fault {
      try keep(behind: scanner.recordStart, fault)
    } catch {
      preconditionFailure("the scanner throws its own errors")
    }
  }

  /// Waits for more lines where they may close the map; those of the records before it are done.
  private mutating func keep(behind start: Int, _ fault: EDNScanner.Fault) throws(ReadingError) {
    guard fault.isAtEnd, unfinished.lineCount < Self.recordLineMaximum else {
      let text = unfinished
      unfinished = EDNText()
      throw malformed(fault, text)
    }
    let done = unfinished.bytes[..<start]
    unfinished.firstLine += done.count { $0 == UInt8(ascii: "\n") }
    unfinished.bytes.removeFirst(start)
  }

  private func malformed(_ fault: EDNScanner.Fault, _ text: EDNText) -> ReadingError {
    let before = text.bytes[..<min(fault.position, text.bytes.count)]
    let line = text.firstLine + before.count { $0 == UInt8(ascii: "\n") }
    let column = before.reversed().prefix { $0 != UInt8(ascii: "\n") }.count + 1
    let rest = text.bytes[before.endIndex...].prefix { $0 != UInt8(ascii: "\n") }
    guard !rest.isEmpty else {
      return ReadingError(file: lines.name, line: line, kind: .unexpectedEnd(expected: "\(fault.expected)"))
    }
    return ReadingError(
      file: lines.name, line: line, column: column,
      kind: .malformed(found: ReadingError.quote(Array(rest).span), expected: "\(fault.expected)"))
  }

  private func unclosed() -> ReadingError {
    ReadingError(
      file: lines.name, line: unfinished.firstLine,
      kind: .unexpectedEnd(expected: "the end of the map that begins here"))
  }

  private mutating func take(_ fields: ClientFields?, _ line: Int) throws(ReadingError) {
    let position = SourcePosition(file: file, line: UInt32(clamping: line))
    let record: ClientRecord?
    do {
      record = try fields?.record(at: position)
    } catch {
      throw ReadingError(
        file: lines.name, line: line,
        kind: .malformed(found: "no \(error.field)", expected: "one in each operation of a client"))
    }
    guard let record else {
      tally.linesWithoutEvents += 1
      return
    }
    guard history.count < ClientHistory.recordMaximum else {
      throw ReadingError(
        file: lines.name,
        kind: .malformed(
          found: "more than \(ClientHistory.recordMaximum) records", expected: "at most that"))
    }
    history.append(record)
  }
}
