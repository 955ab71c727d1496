/// Reads a log through a mapping.
///
/// Lines that are not of the mapping's shape, or follow none of its rules, are lines without events. A line that begins
/// as a JSON object and is none is a bad line. A last line without a newline tells nothing where a value may be cut.
public struct TextLogReader: TraceReader {
  public var dialect: SourceDialect { matcher.mapping.dialect }
  public internal(set) var tally = ReadingTally()

  /// What the latest line was.
  enum LineReading: Equatable {
    case otherShape, noRule, noServer, cut, waiting
    /// The rule's line in the mapping.
    case rule(line: Int?)
  }

  var lastReading = LineReading.otherShape
  /// The events of the latest line with their fields, where somebody wants to show them.
  var lastEvents: [FilledEvent] = []
  /// The message of the latest line, or the whole line where it has none, under the same condition.
  var textOfLatestLine = ""
  let recordsEvents: Bool

  private let lines: LineReader
  let file: FileID
  let fileName: String
  let symbols: TraceSymbols
  let names: ServerAliases
  var matcher: LineMatcher
  var facts = LineFacts()
  var subject = FileSubject()
  /// The server that the file is the log of, where a line was taken for its before one named it.
  var serverOfFile: ServerID?
  var waiting = WaitingLines()
  var lives = ProcessLives()
  var carried: CarriedValues
  var held = HeldEvents()

  /// Reads the lines of a file; `names` is shared by the readers of one input.
  public init(
    _ lines: LineReader, mapping: LogMapping, symbols: TraceSymbols, names: ServerAliases? = nil
  ) {
    self.init(lines, mapping: mapping, symbols: symbols, names: names, recordsEvents: false)
  }

  init(
    _ lines: LineReader, mapping: LogMapping, symbols: TraceSymbols, names: ServerAliases?,
    recordsEvents: Bool
  ) {
    self.lines = lines
    self.symbols = symbols
    self.names = names ?? ServerAliases(symbols: symbols)
    self.recordsEvents = recordsEvents
    fileName = lines.name
    file = symbols.file(lines.name)
    matcher = LineMatcher(mapping)
    carried = CarriedValues(variableCount: mapping.variables.count)
    if mapping.fileIsOfOneServer { self.names.addFile(lines.name) }
  }

  public mutating func read(into events: inout [TraceEvent]) throws(ReadingError) -> Bool {
    let enough = events.count + 256
    while events.count < enough {
      guard try readLine(into: &events) else { return false }
    }
    return true
  }

  public mutating func release(into events: inout [TraceEvent]) {
    tally.linesWithoutServer += waiting.take().count
    held.releaseAll(to: &events)
  }

  /// Reads one line; false at the end of the input.
  mutating func readLine(into events: inout [TraceEvent]) throws(ReadingError) -> Bool {
    let lines = lines
    do throws(ReadingError) {
      guard let line = try lines.next() else {
        release(into: &events)
        return false
      }
      tally.lines += 1
      let before = tally.events
      try lines.withBytes(of: line) { (bytes) throws(ReadingError) in
        try read(bytes, line, into: &events)
      }
      if tally.events == before { tally.linesWithoutEvents += 1 }
      return true
    } catch {
      if case .lineTooLong = error.kind { tally.lines += 1 }
      if error.linesBehindAreReadable {
        tally.badLines += 1
      } else {
        release(into: &events)
      }
      throw error
    }
  }

  private mutating func read(
    _ whole: Span<UInt8>, _ line: LineReader.Line, into events: inout [TraceEvent]
  ) throws(ReadingError) {
    lastReading = .otherShape
    if recordsEvents { lastEvents = [] }
    let outcome: LineMatcher.Outcome
    let contents: Range<Int>
    do throws(JSONError) {
      (outcome, contents) = try matcher.matchContents(of: whole)
    } catch {
      guard !line.isTerminated, error.isOfMissingBytes else {
        throw error.reading(file: fileName, line: line.number)
      }
      return leaveCut(whole, .otherShape)
    }
    let bytes = whole.extracting(contents)
    guard line.isTerminated || matcher.isWhole(outcome) else { return leaveCut(bytes, outcome) }
    if recordsEvents { record(bytes, outcome) }
    do throws(LineFault) {
      try read(bytes, line.number, outcome, into: &events)
    } catch {
      throw ReadingError(file: fileName, line: line.number, kind: error.kind)
    }
  }

  /// Takes nothing from a last line: `at index 14` may have been going to be `at index 147`.
  private mutating func leaveCut(_ bytes: Span<UInt8>, _ outcome: LineMatcher.Outcome) {
    lastReading = .cut
    tally.cutLines += 1
    if recordsEvents { record(bytes, outcome) }
  }

  private mutating func record(_ bytes: Span<UInt8>, _ outcome: LineMatcher.Outcome) {
    switch outcome {
    case .otherShape: textOfLatestLine = ReadingError.text(bytes)
    case .noRule(let shape), .rule(let shape, _):
      textOfLatestLine = matcher.withMessage(shape, bytes, ReadingError.text) ?? ReadingError.text(bytes)
    }
  }
}

extension ReadingError {
  /// The bytes as text, for a reader's own use; what is no UTF-8 is replaced.
  fileprivate static func text(_ bytes: Span<UInt8>) -> String {
    bytes.withUnsafeBufferPointer { String(decoding: $0.prefix(400), as: UTF8.self) }
  }
}
