/// A reader of NDJSON whose events are the lines with a tag, each of which tells what it tells by itself.
///
/// What the formats share: batches, counts, and where an error was.
protocol TaggedLineReader {
  associatedtype TaggedLine

  /// The word that marks a line as an event.
  static var tag: String { get }

  var lines: LineReader { get }
  var file: FileID { get }
  var tally: ReadingTally { get set }

  /// The event of a line; nil of a line without the tag.
  mutating func scan(_ bytes: Span<UInt8>) throws(JSONError) -> TaggedLine?

  /// Appends what the line tells.
  mutating func append(
    _ line: TaggedLine, at position: SourcePosition, to events: inout [TraceEvent]
  ) throws(MissingField)

  /// Draws the consequences of a line that could not be read.
  mutating func forgetBehindLoss()
}

/// The most lines that one call reads.
private let batchLineCount = 256

extension TaggedLineReader {
  /// Reads a batch, as `TraceReader.read(into:)` does.
  mutating func readBatch(into events: inout [TraceEvent]) throws(ReadingError) -> Bool {
    let countBefore = events.count
    defer { tally.events += events.count - countBefore }
    for _ in 0..<batchLineCount {
      guard try readLine(into: &events) else { return false }
    }
    return true
  }

  private mutating func readLine(into events: inout [TraceEvent]) throws(ReadingError) -> Bool {
    do {
      guard let line = try lines.next() else { return false }
      tally.lines += 1
      guard let event = try scan(line) else {
        tally.linesWithoutEvents += 1
        return true
      }
      try append(event, of: line, to: &events)
      return true
    } catch {
      noteLoss(error)
      throw error
    }
  }

  private mutating func scan(_ line: LineReader.Line) throws(ReadingError) -> TaggedLine? {
    do {
      return try lines.withBytes(of: line) { (bytes) throws(JSONError) in try scan(bytes) }
    } catch {
      throw error.reading(file: lines.name, line: line.number)
    }
  }

  private mutating func append(
    _ event: TaggedLine, of line: LineReader.Line, to events: inout [TraceEvent]
  ) throws(ReadingError) {
    do {
      try append(event, at: SourcePosition(file: file, line: UInt32(clamping: line.number)), to: &events)
    } catch {
      throw ReadingError(
        file: lines.name, line: line.number,
        kind: .malformed(found: "no \(error.field)", expected: "one in a line with the tag \(Self.tag)"))
    }
  }

  private mutating func noteLoss(_ error: ReadingError) {
    guard error.line != nil else { return }
    forgetBehindLoss()
    tally.badLines += 1
    if case .lineTooLong = error.kind { tally.lines += 1 }
  }
}
