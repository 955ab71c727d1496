/// Reads the NDJSON traces of hashicorp/raft with Specula's instrumentation.
///
/// Only lines with `"tag":"trace"` are events. `github.com/specula-org/specula-case-studies`, `hashicorp-raft`.
///
/// The routines of a server write their lines each at its own time, and a start, an append, a truncation or a snapshot has
/// none. So nothing is concluded from a line's absence or from the order of two servers' lines:
/// - A leader may commit before the line that shows the acknowledgement, and a vote be asked for before the campaign's line.
/// - Requests for votes leave no line where they are sent.
/// - A refused vote that a candidate shows to arrive may stand for an answer that got lost.
/// - Which membership is in force is not told.
public struct SpeculaTraceReader: TraceReader {
  /// The most lines that one call reads.
  static let batchLineCount = 256

  public private(set) var dialect: SourceDialect
  public private(set) var tally = ReadingTally()

  private let lines: LineReader
  private let file: FileID
  private let scanner: SpeculaLineScanner
  private var interpreter = SpeculaInterpreter()

  /// Interns names in `symbols`, which all readers of an input share.
  public init(_ lines: LineReader, symbols: TraceSymbols) {
    self.lines = lines
    file = symbols.file(lines.name)
    scanner = SpeculaLineScanner(symbols: symbols)
    dialect = SourceDialect()
    dialect.durability = .onEvidence
    dialect.configurationUse = .onAppend
    dialect.divergences = DivergenceSet(.untracedMessages, .acknowledgesLastIndex, .repeatsVotes)
  }

  public mutating func read(into events: inout [TraceEvent]) throws(ReadingError) -> Bool {
    let countBefore = events.count
    defer { tally.events += events.count - countBefore }
    for _ in 0..<Self.batchLineCount {
      guard try readLine(into: &events) else { return false }
    }
    return true
  }

  private mutating func readLine(into events: inout [TraceEvent]) throws(ReadingError) -> Bool {
    do {
      guard let line = try lines.next() else { return false }
      tally.lines += 1
      guard let trace = try scan(line) else {
        tally.linesWithoutEvents += 1
        return true
      }
      try append(trace, of: line, to: &events)
      return true
    } catch {
      noteLoss(error)
      throw error
    }
  }

  private func scan(_ line: LineReader.Line) throws(ReadingError) -> SpeculaLine? {
    do {
      return try lines.withBytes(of: line) { (bytes) throws(JSONError) in try scanner.scan(bytes) }
    } catch {
      throw error.reading(file: lines.name, line: line.number)
    }
  }

  private mutating func append(
    _ trace: SpeculaLine, of line: LineReader.Line, to events: inout [TraceEvent]
  ) throws(ReadingError) {
    do {
      let position = SourcePosition(file: file, line: UInt32(clamping: line.number))
      try interpreter.append(trace, at: position, to: &events)
    } catch {
      throw ReadingError(
        file: lines.name, line: line.number,
        kind: .malformed(found: "no \(error.field)", expected: "one in a line with the tag trace"))
    }
  }

  private mutating func noteLoss(_ error: ReadingError) {
    guard error.line != nil else { return }
    interpreter.forgetServers()
    tally.badLines += 1
    if case .lineTooLong = error.kind { tally.lines += 1 }
  }
}
