import ArgumentParser
import RaftTraceChecker
import TraceFormat
import TraceRendering

/// Checks traces and prints a report.
struct Check: ParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Check traces against Raft and report what is violated, with witnesses.",
    discussion: """
      Two layers judge a trace. The facts: properties of the whole cluster that the lines alone refute. Conformance: each \
      line is replayed against the rules of Raft's Figure 2, and the first that no step explains is reported.
      """)

  enum Output: String, CaseIterable, ExpressibleByArgument {
    case text
    case json
  }

  @OptionGroup var input: InputOptions

  @Option(help: "text, or one JSON document (Documentation/report.schema.json).")
  var output: Output = .text

  @OptionGroup var judgement: JudgementOptions

  @Flag(
    help:
      "Print every violation with its lines, every property and every file, not only what fits on a screen.")
  var details = false

  @Flag(help: "Exit with status 2 when any property was not observable, or the replay decided nothing.")
  var strict = false

  @OptionGroup var colour: ColourOptions

  func run() throws {
    let symbols = TraceSymbols()
    var trace = try input.open(symbols: symbols)
    let whole = try input.check(&trace, symbols: symbols, layers: judgement.layers())
    for file in trace.files { Console.say(errorsOf: file, continued: input.keepGoing) }

    let report = try judgement.chosen(of: whole)
    let context = ReportContext(symbols: symbols, files: trace.files)
    switch output {
    case .text:
      var options = colour.textOptions
      options.isDetailed = details
      try Console.write(ReportText(report, context: context, options: options).text)
    case .json: try Console.write(ReportJSON(report, context: context).text)
    }
    throw ExitStatus(report, hasBadInput: !trace.wasReadToEnd, isStrict: strict).code
  }
}

extension InputOptions {
  /// Reads the input to its end and checks it by these layers.
  func check(
    _ trace: inout TraceInput, symbols: TraceSymbols, layers: Set<CheckLayer>
  ) throws -> CheckReport {
    var checker = TraceChecker(symbols: symbols, layers: layers)
    var events: [TraceEvent] = []
    while let batch = trace.read(into: &events) {
      let dialect = try dialect(trace.dialect(of: batch.file))
      for event in events { checker.consider(event, dialect: dialect, input: batch.file) }
      if batch.endsInGap { checker.noteGap(dialect: dialect, input: batch.file) }
      events.removeAll(keepingCapacity: true)
    }
    return checker.finish()
  }
}

extension ReportContext {
  init(symbols: TraceSymbols, files: [TraceInput.File]) {
    self.init(
      symbols: symbols,
      inputs: files.map {
        Input(
          file: $0.name, format: $0.format.name, tally: $0.tally, wasReadToEnd: $0.wasReadToEnd)
      })
  }
}

extension TraceInput {
  /// Whether every file was read to its end, or behind every bad line.
  var wasReadToEnd: Bool { files.allSatisfy(\.wasReadToEnd) }
}

extension Console {
  /// Says which lines of a file could not be read.
  static func say(errorsOf file: TraceInput.File, continued: Bool) {
    for error in file.errors { say("raft-trace: \(error)") }
    let more = file.errorCount - file.errors.count
    if more > 0 {
      say(
        "raft-trace: \(ReadingError.escape(file.name)): and \(more) more lines that cannot be read")
    }
    if file.errorCount > 0, !continued, file.errors.allSatisfy(\.linesBehindAreReadable) {
      say("raft-trace: what comes before that line was read; --keep-going reads on behind it")
    }
  }
}
