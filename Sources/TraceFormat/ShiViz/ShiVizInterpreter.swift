/// Says what the records of a log with vector clocks mean.
struct ShiVizInterpreter {
  struct Line {
    let number: Int
    let bytes: [UInt8]
  }

  /// A record with the lines that it was found in.
  struct Place {
    let record: ShiVizRecord
    let text: [UInt8]
    let lines: [Line]

    func line(of place: Range<Int>) -> Int {
      lines[min(text[..<place.lowerBound].count { $0 == 0x0a }, lines.count - 1)].number
    }
  }

  /// Whether raft-trace wrote the log: each event is native JSON, and hosts are escaped names.
  var isOwn = false

  private let symbols: TraceSymbols
  private let file: FileID
  private var native: NativeEventParser

  init(symbols: TraceSymbols, file: FileID) {
    self.symbols = symbols
    self.file = file
    native = NativeEventParser(symbols: symbols, file: file)
  }

  /// The event of a record.
  ///
  /// - Parameter group: that of the execution.
  mutating func event(_ place: Place, group: GroupID) throws(ReadingError) -> TraceEvent {
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
}

extension TraceEvent {
  fileprivate func with(_ clock: VectorClock, group: GroupID) -> TraceEvent {
    var event = self
    event.clock = .known(clock)
    event.group = group
    return event
  }
}
