import ArgumentParser
import RaftTraceChecker
import TraceFormat
import TraceRendering

/// Answers what operators ask of a trace: who led when, why not, who failed to be elected, and what is missing.
struct Stats: ParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Tell when there was no leader, who deposed whom, why campaigns failed, and what the logs lack.",
    discussion: """
      Each answer names the lines that it is drawn from and what is missing; what the lines do not show is not observable. \
      Times are only used for durations, by one server's clock (Documentation/Statistics.md).

      Exit status: 0 answered, 2 nothing was observable, 64 usage, 65 malformed input, 66 input missing or unreadable, \
      70 internal error.
      """)

  enum Output: String, CaseIterable, ExpressibleByArgument {
    case text
    case json
    case markdown
  }

  @OptionGroup var input: InputOptions

  @Option(help: "text, Markdown, or one JSON document (Documentation/stats.schema.json).")
  var output: Output = .text

  @Option(help: ArgumentHelp("Tell only this group; may be repeated.", valueName: "name"))
  var group: [String] = []

  @Option(
    help: ArgumentHelp("Three terms within this many seconds are a storm of elections.", valueName: "seconds"))
  var stormWindow = 10

  @Option(
    help: ArgumentHelp("Also draw roles and terms of each server over time, as SVG.", valueName: "file.svg"))
  var timeline: String?

  @Flag(help: "Print every answer with all its lines and what is missing, not only what fits on a screen.")
  var details = false

  @OptionGroup var colour: ColourOptions

  func validate() throws {
    guard (1...86_400).contains(stormWindow) else {
      throw ValidationError("--storm-window is from 1 to 86400 seconds.")
    }
  }

  func run() throws {
    let symbols = TraceSymbols()
    var trace = try input.open(symbols: symbols)
    var report = collect(&trace, symbols)
    for file in trace.files { Console.say(errorsOf: file, continued: input.keepGoing) }
    try restrict(&report, symbols)

    let context = ReportContext(symbols: symbols, files: trace.files)
    switch output {
    case .text:
      var options = colour.textOptions
      options.isDetailed = details
      try Console.write(StatisticsText(report, context: context, options: options).text)
    case .json: try Console.write(StatisticsJSON(report, context: context).text)
    case .markdown: try Console.write(StatisticsMarkdown(report, context: context).text)
    }
    if let timeline {
      try Console.write(Array(TimelineSVG.document(report, context: context).utf8), toFile: timeline)
    }
    if !trace.wasReadToEnd { throw ExitStatus.malformedInput.code }
    if report.groups.isEmpty { throw ExitStatus.undecided.code }
  }

  private func collect(_ trace: inout TraceInput, _ symbols: TraceSymbols) -> StatisticsReport {
    var options = StatisticsOptions()
    options.stormWindow = Int64(stormWindow) * 1_000_000_000
    var collector = StatisticsCollector(symbols: symbols, options: options)
    var events: [TraceEvent] = []
    while let batch = trace.read(into: &events) {
      let dialect = trace.dialect(of: batch.file)
      for event in events { collector.consider(event, dialect: dialect) }
      events.removeAll(keepingCapacity: true)
    }
    return collector.finish(files: trace.files.map { symbols.file($0.name) })
  }

  /// Leaves the groups that were asked for.
  private func restrict(_ report: inout StatisticsReport, _ symbols: TraceSymbols) throws {
    guard !group.isEmpty else { return }
    let known = report.groups.map { symbols[$0.group] }
    for name in group where !known.contains(name) {
      throw ValidationError("No group '\(name)' in the trace; there are: \(known.joined(separator: ", ")).")
    }
    report.groups.removeAll { !group.contains(symbols[$0.group]) }
  }
}
