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
public struct SpeculaTraceReader: TraceReader, TaggedLineReader {
  static let tag = "trace"

  public private(set) var dialect: SourceDialect
  public internal(set) var tally = ReadingTally()

  let lines: LineReader
  let file: FileID
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
    try readBatch(into: &events)
  }

  func scan(_ bytes: Span<UInt8>) throws(JSONError) -> SpeculaLine? { try scanner.scan(bytes) }

  mutating func append(
    _ line: SpeculaLine, at position: SourcePosition, to events: inout [TraceEvent]
  ) throws(MissingField) {
    try interpreter.append(line, at: position, to: &events)
  }

  mutating func forgetBehindLoss() { interpreter.forgetServers() }
}
