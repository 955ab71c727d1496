/// Reads logs with vector clocks, as ShiViz takes them.
///
/// The first line holds the regular expression of a record, the second what separates executions, or nothing. Without them
/// the log has GoVector's form, a line with host and clock and a line with the event. Lines that match nothing are passed
/// over, as ShiViz does.
///
/// What `ShiVizTraceWriter` wrote is read back event by event. Of other logs the clock is read, and of the event what it says
/// of its server in the words of the native format (`ShiVizText`); nothing else is guessed. Executions become groups.
public struct ShiVizTraceReader: TraceReader {
  private static let batchSize = 256

  public private(set) var dialect = SourceDialect()
  public private(set) var tally = ReadingTally()

  private let lines: LineReader
  private let symbols: TraceSymbols
  private let file: FileID
  private var header: ShiVizHeader?
  /// The lines that were read and belong to no record yet.
  private var window: [Line] = []
  private var hasBegun = false
  private var hasEnded = false
  /// Written by raft-trace: each event is native JSON.
  private var isOwn = false
  private var group = TraceSymbols.defaultGroup
  private var executionCount = 1
  private var native: NativeEventParser

  private struct Line {
    let number: Int
    let bytes: [UInt8]
  }

  public init(_ lines: LineReader, symbols: TraceSymbols) {
    self.lines = lines
    self.symbols = symbols
    file = symbols.file(lines.name)
    native = NativeEventParser(symbols: symbols, file: file)
  }

  public mutating func read(into events: inout [TraceEvent]) throws(ReadingError) -> Bool {
    let end = events.count + Self.batchSize
    while events.count < end {
      if !hasBegun { try readHeader() }
      guard let header else { return false }
      try fill(header.expression.lineCount)
      guard let first = window.first else { return false }
      if try !readDelimiter(header, first) { try readRecord(header, first, into: &events) }
    }
    return true
  }

  private mutating func readHeader() throws(ReadingError) {
    hasBegun = true
    try fill(2)
    while let first = window.first, first.bytes.allSatisfy({ $0 == 0x20 || $0 == 0x09 }) {
      drop(1)
      try fill(2)
    }
    guard let first = window.first else { return }
    guard ShiVizHeader.isExpression(first.bytes.span) else {
      let two = Array(window.prefix(2).map(\.bytes).joined(separator: [0x0a]))
      header = ShiVizHeader.default(for: two)
      if header == nil { throw unknown(first) }
      return
    }
    drop(1)
    do throws(ReadingError) {
      header = try ShiVizHeader(expression: first.bytes.span)
      try readDelimiterExpression()
    } catch {
      header = nil
      throw located(error, first.number)
    }
  }

  /// The second line, unless the log begins there.
  private mutating func readDelimiterExpression() throws(ReadingError) {
    guard let expression = header?.expression else { return }
    try fill(max(2, expression.lineCount))
    guard let second = window.first else { return }
    if second.bytes.isEmpty { return drop(1) }
    let joined = Array(window.prefix(expression.lineCount).map(\.bytes).joined(separator: [0x0a]))
    if ShiVizRecord(joined, expression, beginningBefore: second.bytes.count) != nil { return }
    if (try? NativeHeader(second.bytes.span)) != nil { return }
    drop(1)
    header?.delimiter = try ShiVizHeader.expression(second.bytes.span)
  }

  private mutating func readDelimiter(_ header: ShiVizHeader, _ line: Line) throws(ReadingError) -> Bool {
    if !isOwn, tally.events == 0, NativeHeader.isHeader(line.bytes.span) {
      drop(1)
      do throws(ReadingError) {
        dialect = try NativeHeader(line.bytes.span).dialect
      } catch {
        throw located(error, line.number)
      }
      isOwn = true
      return true
    }
    guard let delimiter = header.delimiter,
      let match = delimiter.firstMatch(in: line.bytes.span, beginningBefore: line.bytes.count)
    else { return false }
    drop(1)
    beginExecution(label: match.first.flatMap { $0 }.map { Array(line.bytes[$0]) })
    return true
  }

  /// Each execution is a group: nothing that happens in one says anything of another.
  private mutating func beginExecution(label: [UInt8]?) {
    guard tally.events > 0 || label != nil else { return }
    if tally.events > 0 { executionCount += 1 }
    group = label.map { symbols.group($0.span) } ?? symbols.group("execution \(executionCount)")
  }

  private mutating func readRecord(
    _ header: ShiVizHeader, _ first: Line, into events: inout [TraceEvent]
  ) throws(ReadingError) {
    let lines = Array(window.prefix(header.expression.lineCount))
    let joined = Array(lines.map(\.bytes).joined(separator: [0x0a]))
    if joined.count * header.expression.program.count > ShiVizExpression.stateMaximum {
      drop(1)
      throw located(
        ReadingError(
          file: "",
          kind: .lineTooLong(
            length: joined.count, maximum: ShiVizExpression.stateMaximum / header.expression.program.count)),
        first.number)
    }
    guard let record = ShiVizRecord(joined, header.expression, beginningBefore: first.bytes.count) else {
      return drop(1)
    }
    // A match ends in one of its lines; the lines behind are matched anew.
    let used = 1 + joined[..<record.end].count { $0 == 0x0a }
    drop(used)
    let place = Place(record: record, text: joined, lines: lines)
    do throws(ReadingError) {
      events.append(try event(place))
    } catch {
      tally.linesWithoutEvents -= 1
      throw located(error, error.line ?? place.line(of: record.event))
    }
    tally.events += 1
    tally.linesWithoutEvents -= 1
  }

  /// A record with the lines that it was found in.
  private struct Place {
    let record: ShiVizRecord
    let text: [UInt8]
    let lines: [Line]

    func line(of place: Range<Int>) -> Int {
      lines[min(text[..<place.lowerBound].count { $0 == 0x0a }, lines.count - 1)].number
    }
  }

  private mutating func event(_ place: Place) throws(ReadingError) -> TraceEvent {
    let record = place.record
    let server = server(place.text.span.extracting(record.host))
    let clock = try clock(place, of: server)
    let number = place.line(of: record.event)
    let text = place.text.span.extracting(record.event)
    if let event = try nativeEvent(text, number) {
      guard event.server == server else {
        throw NativeScanner.malformed(
          "an event of \(ReadingError.quote(symbols[event.server]))",
          expected: "one of its host, \(ReadingError.quote(symbols[server]))")
      }
      if case .serverNamed(let name) = event.kind { symbols.setDisplayName(name, of: server) }
      return event.with(clock, group: isOwn ? event.group : group)
    }
    var observation = Observation()
    ShiVizText(symbols: symbols).read(text, into: &observation)
    for (name, range) in record.others {
      ShiVizText(symbols: symbols).read(name, place.text.span.extracting(range), into: &observation)
    }
    return TraceEvent(
      group: group, server: server, position: SourcePosition(file: file, line: UInt32(clamping: number)),
      kind: .observed, observation: observation, clock: .known(clock))
  }

  /// The event where it is native JSON; in a log of raft-trace's own it must be.
  private mutating func nativeEvent(
    _ text: Span<UInt8>, _ number: Int
  ) throws(ReadingError) -> TraceEvent? {
    do throws(ReadingError) {
      return try native.event(text, number: number)
    } catch {
      if isOwn { throw error }
      return nil
    }
  }

  private func server(_ host: Span<UInt8>) -> ServerID {
    isOwn ? symbols.server(ShiVizName.name(ofHost: host).span) : symbols.server(host)
  }

  private func clock(_ place: Place, of server: ServerID) throws(ReadingError) -> VectorClock {
    let line = place.line(of: place.record.clock)
    let counts: [(host: [UInt8], count: UInt64)]
    do throws(JSONError) {
      counts = try ShiVizRecord.counts(place.text, place.record.clock)
    } catch {
      throw error.reading(file: "", line: line)
    }
    let clock = VectorClock(
      counts.map { VectorClock.Component(server: self.server($0.host.span), count: $0.count) })
    guard clock[server] > 0 else {
      var error = NativeScanner.malformed(
        "a clock without \(ReadingError.quote(symbols[server]))", expected: "a count of the event's own host")
      error.line = line
      throw error
    }
    return clock
  }

  /// Reads lines until the window holds so many, or the input ends.
  private mutating func fill(_ count: Int) throws(ReadingError) {
    while window.count < count, !hasEnded {
      do throws(ReadingError) {
        guard let line = try lines.next() else {
          hasEnded = true
          return
        }
        tally.lines += 1
        tally.linesWithoutEvents += 1
        let bytes = lines.withBytes(of: line) { span in span.withUnsafeBufferPointer { Array($0) } }
        window.append(Line(number: line.number, bytes: bytes))
      } catch {
        if error.line != nil {
          tally.lines += 1
          tally.badLines += 1
        }
        throw error
      }
    }
  }

  private mutating func drop(_ count: Int) { window.removeFirst(min(count, window.count)) }

  private func unknown(_ line: Line) -> ReadingError {
    ReadingError(
      file: lines.name, line: line.number,
      kind: .malformed(
        found: ReadingError.quote(line.bytes.span),
        expected: "an expression with the groups host, clock and event, or a host with its clock"))
  }

  /// Completes an error of a line that is counted already.
  private mutating func located(_ error: ReadingError, _ line: Int) -> ReadingError {
    var error = error
    error.file = lines.name
    error.line = line
    tally.badLines += 1
    dialect.isComplete = false
    return error
  }
}

extension TraceEvent {
  fileprivate func with(_ clock: VectorClock, group: GroupID) -> TraceEvent {
    var event = self
    event.clock = .known(clock)
    event.group = group
    return event
  }
}
