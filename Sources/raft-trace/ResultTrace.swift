import RaftTraceChecker
import TraceFormat
import TraceRendering

/// The trace that a minimization came to, ready to be written.
struct ResultTrace {
  /// The name of a made trace's lines where they are in no file.
  static let nameWithoutFile = "trace"

  private let events: [TraceEvent]
  private let dialect: SourceDialect
  private let symbols: TraceSymbols

  /// - Parameter symbols: the names of the trace that was minimized.
  init(_ minimization: Minimization, symbols: TraceSymbols) {
    var events = minimization.result.lines.map(\.event)
    // What was made comes from nowhere; what was kept remembers its line.
    if case .rerun = minimization.method { for i in events.indices { events[i].position.line = 0 } }
    self.events = events
    dialect = SourceDialect(common: minimization.result.dialects)
    self.symbols = symbols
  }

  /// The trace in a format, or nothing where the format cannot hold it.
  func bytes(_ format: OutputFormat) throws -> [UInt8] {
    switch format {
    case .native: native
    case .shiViz: bytes(ShiVizTraceWriter(symbols: symbols, dialect: dialect))
    case .perfetto: bytes(PerfettoTraceWriter(symbols: symbols))
    case .itf: bytes(ITFTraceWriter(symbols: symbols, survey: try survey, dialect: dialect))
    case .tlcJSON:
      bytes(TLCTraceWriter(symbols: symbols, survey: try survey, dialect: dialect, part: .steps))
        + bytes(TLCTraceWriter(symbols: symbols, survey: try survey, dialect: dialect, part: .states))
    }
  }

  /// What a check says of the trace as it is read from the file of that name, with the names of that reading.
  func check(as name: String) throws -> (report: CheckReport, context: ReportContext) {
    let symbols = TraceSymbols()
    var input = try TraceInput(
      sources: [ByteSource(bytes: native, name: name)], format: .native, table: FormatTable(),
      symbols: symbols)
    let trace = try RecordedTrace(reading: &input)
    return (trace.check(symbols: symbols), ReportContext(symbols: symbols, files: input.files))
  }

  private var native: [UInt8] {
    bytes(NativeTraceWriter(symbols: symbols, dialect: dialect, producer: "raft-trace minimize"))
  }

  private func bytes(_ writer: some TraceWriter) -> [UInt8] {
    var writer = writer
    writer.write(events)
    writer.finish()
    return writer.takeBytes()
  }

  private var survey: StateSurvey {
    get throws {
      var survey = StateSurvey(symbols: symbols)
      for event in events { survey.consider(event) }
      try survey.requireStates(symbols)
      return survey
    }
  }
}

extension RecordedTrace {
  /// Reads the input to its end and keeps it.
  ///
  /// - Parameter declared: a file's dialect with what the user knows of it.
  init(
    reading input: inout TraceInput, declared: (SourceDialect) throws -> SourceDialect = { $0 }
  ) throws {
    self.init()
    var events: [TraceEvent] = []
    while let batch = input.read(into: &events) {
      lines += events.map { Line($0, input: batch.file) }
      if batch.endsInGap { gaps.append((before: lines.count, input: batch.file)) }
      events.removeAll(keepingCapacity: true)
    }
    // A file with a line that could not be read is complete nowhere, which holds for the lines before it too.
    dialects = try input.files.indices.map { try declared(input.dialect(of: $0)) }
  }
}
