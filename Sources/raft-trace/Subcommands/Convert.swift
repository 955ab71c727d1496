public import ArgumentParser
import Glibc
public import TraceFormat

/// Reads traces of any format and writes one of another.
struct Convert: ParsableCommand {
  static let configuration = CommandConfiguration(
    abstract:
      "Read traces of any format and write one: raft-trace's own (NDJSON), states for TLA+ tools, a log for ShiViz, a timeline for Perfetto.",
    discussion: OutputFormat.allCases.map { "  \($0.rawValue): \($0.title)" }.joined(separator: "\n"))

  @OptionGroup var input: InputOptions

  @Option(help: "Format to write; what each loses stands in Documentation/Formats.md.")
  var to: OutputFormat = .native

  @Option(name: [.customShort("o"), .long], help: "File to write; standard output if absent.")
  var output = "-"

  func run() throws {
    switch to {
    case .native: try convert { NativeTraceWriter(symbols: $0, dialect: $1) }
    case .shiViz: try convert { ShiVizTraceWriter(symbols: $0, dialect: $1) }
    case .perfetto: try convert { symbols, _ in PerfettoTraceWriter(symbols: symbols) }
    case .itf, .tlcJSON: try convertToStates()
    }
  }

  private func convert(_ makeWriter: (TraceSymbols, SourceDialect) -> some TraceWriter) throws {
    let destination = try OutputFile(output)
    let trace = try pass(input.distinctFiles, symbols: TraceSymbols(), to: destination, makeWriter)
    try say(faultsOf: trace)
  }

  /// Reads the trace once to see what it shows, and again for each part of the document.
  private func convertToStates() throws {
    let files = try RereadableFiles(input.distinctFiles)
    let symbols = TraceSymbols()
    let survey = try survey(files.paths, symbols)
    let destination = try OutputFile(output)
    if to == .itf {
      let trace = try pass(files.paths, symbols: symbols, to: destination) {
        ITFTraceWriter(symbols: $0, survey: survey, dialect: $1)
      }
      return try say(faultsOf: trace)
    }
    _ = try pass(files.paths, symbols: symbols, to: destination) {
      TLCTraceWriter(symbols: $0, survey: survey, dialect: $1, part: .steps)
    }
    let trace = try pass(files.paths, symbols: symbols, to: destination) {
      TLCTraceWriter(symbols: $0, survey: survey, dialect: $1, part: .states)
    }
    try say(faultsOf: trace)
  }

  private func survey(_ paths: [String], _ symbols: TraceSymbols) throws -> StateSurvey {
    var survey = StateSurvey(symbols: symbols)
    var trace = try input.open(paths, symbols: symbols)
    var events: [TraceEvent] = []
    while trace.read(into: &events) != nil {
      for event in events { survey.consider(event) }
      events.removeAll(keepingCapacity: true)
    }
    try survey.requireStates(symbols)
    return survey
  }

  /// Reads the trace to its end and writes it.
  private func pass(
    _ paths: [String], symbols: TraceSymbols, to destination: OutputFile,
    _ makeWriter: (TraceSymbols, SourceDialect) -> some TraceWriter
  ) throws -> TraceInput {
    var trace = try input.open(paths, symbols: symbols)
    // A dialect is complete once the first batch has been read, and it goes into the header.
    var events: [TraceEvent] = []
    _ = trace.read(into: &events)
    let dialects = try trace.files.indices.map { try input.dialect(trace.dialect(of: $0)) }
    var writer = makeWriter(symbols, SourceDialect(common: dialects))
    repeat {
      writer.write(events)
      events.removeAll(keepingCapacity: true)
      if writer.byteCount > 1 << 20 { try destination.write(writer.takeBytes()) }
    } while trace.read(into: &events) != nil
    writer.finish()
    try destination.write(writer.takeBytes())
    return trace
  }

  private func say(faultsOf trace: TraceInput) throws {
    for file in trace.files { Console.say(errorsOf: file, continued: input.keepGoing) }
    if !trace.wasReadToEnd { throw ExitStatus.malformedInput.code }
  }
}

extension OutputFormat: ExpressibleByArgument {}

extension StateSurvey {
  /// Ends the command where no state can be written.
  func requireStates(_ symbols: TraceSymbols) throws {
    if groups.count > 1 {
      let names = groups.map { ReadingError.escape(symbols[$0]) }.joined(separator: ", ")
      throw Console.fail("a state is of one group, and the trace has \(names)", .undecided)
    }
    guard knowsServers else {
      throw Console.fail(
        "no state to write: neither term, role, vote, log nor commit index is known of every server throughout",
        .undecided)
    }
  }
}

/// A file that is written piece by piece, or standard output where the path is `-`.
final class OutputFile {
  private let descriptor: CInt
  private let path: String

  init(_ path: String) throws {
    self.path = path
    descriptor =
      path == "-" ? STDOUT_FILENO : open(path, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0o666)
    if descriptor < 0 { throw Console.cannotWrite(path) }
  }

  deinit { if descriptor > STDERR_FILENO { close(descriptor) } }

  func write(_ bytes: [UInt8]) throws { try Console.write(bytes, to: descriptor, name: path) }
}
