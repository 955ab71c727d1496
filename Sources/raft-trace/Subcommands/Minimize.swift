public import ArgumentParser
import Glibc
public import RaftTraceChecker
import TraceFormat
import TraceRendering

/// Makes of a trace that violates something the smallest one found that violates the same.
struct Minimize: ParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Make a small trace that shows the same violation as a large one.",
    discussion: """
      Where the trace shows enough, its steps are run again in the model with some left out, and the result is a run of its \
      own; otherwise lines are left out, and those that remain prove the violation by themselves. The whole trace is held \
      in memory. Ctrl-C ends it with the smallest found so far. Exit status: 0 minimized, as far as the report says; \
      3 the trace does not violate what is to be kept (Documentation/Minimizing.md).
      """)

  @OptionGroup var input: InputOptions

  @Option(
    help: ArgumentHelp(
      "The violation to keep: a property, Conformance, or a requirement of it; the first if absent.",
      valueName: "name"))
  var property: String?

  @Option(
    name: [.customShort("o"), .long],
    help: ArgumentHelp(
      "File to write, or with --to logs a folder (dir/); standard output if absent, and the report then goes to standard error.",
      valueName: "file"))
  var counterexample = "-"

  @Option(
    help:
      "What to write: a trace as convert --to does, or logs, the lines kept as excerpts of the files; --format logs is the same as --to logs."
  )
  var to: ResultFormat = .trace(.native)

  @Option(
    help:
      "rerun: the trace's steps are run again in the model; evidence: its lines are kept as they are, as --to logs does; automatic: the first where it is possible."
  )
  var approach = Minimizer.Approach.automatic

  @Option(help: "The most seconds, after which the smallest trace found so far is written.")
  var budget = 60

  @Option(
    help: ArgumentHelp("The most candidates that are checked; other than seconds the same everywhere."))
  var candidates: Int?

  enum Output: String, CaseIterable, ExpressibleByArgument {
    case text
    case json
  }

  @Option(help: "The report: text, or one JSON document (Documentation/minimization.schema.json).")
  var output: Output = .text

  @OptionGroup var colour: ColourOptions

  func validate() throws {
    if !(0...1_000_000).contains(budget) { throw ValidationError("--budget is 0 to 1000000 seconds.") }
    if let candidates, candidates < 0 { throw ValidationError("--candidates is at least 0.") }
    if counterexample.hasSuffix("/"), !writesLogs {
      throw ValidationError("'\(counterexample)' is a folder, which only --to logs writes.")
    }
    if writesLogs, approach == .rerun {
      throw ValidationError("--to logs writes lines of the files, and --approach rerun has none.")
    }
    if input.files.contains(where: { Console.isSameFile($0, counterexample) }) {
      throw ValidationError("'\(counterexample)' is a file to read; the whole trace would be lost.")
    }
  }

  func run() throws {
    let files = writesLogs ? try RereadableFiles(input.distinctFiles) : nil
    let symbols = TraceSymbols()
    let (trace, wasReadToEnd) = try read(files, symbols)
    let whole = trace.check(symbols: symbols)
    let target = try target(in: whole, wasReadToEnd: wasReadToEnd)

    var minimizer = Minimizer(trace, symbols: symbols, target: target, report: whole)
    minimizer.approach = writesLogs ? .evidence : approach
    let work = MinimizationBudget(seconds: budget, candidates: candidates)
    guard let minimization = work.run(minimizer) else {
      throw Console.fail(
        "the trace's steps, run again, do not lead to the violation; --approach evidence keeps its lines",
        .undecided)
    }
    let seconds = work.elapsed

    let result = ResultTrace(minimization, symbols: symbols)
    let isTraceFile = counterexample != "-" && to.isReadable
    let (report, context) = try result.check(as: isTraceFile ? counterexample : ResultTrace.nameWithoutFile)
    try write(minimization, result, symbols, files)
    try tell(
      MinimizationSummary(
        minimization, symbols: symbols, report: report, context: context, ending: work.ending,
        seconds: seconds))
    if !target.isShown(by: report) {
      throw Console.fail(
        "the trace that was written does not by itself violate \(target.name): a fault of raft-trace, please report it",
        .internalError)
    }
  }
  /// `--format` names the input's format, and `logs` is none.
  private var writesLogs: Bool { to == .logs || input.format == ResultFormat.logsName }

  private func read(
    _ files: RereadableFiles?, _ symbols: TraceSymbols
  ) throws -> (trace: RecordedTrace, wasReadToEnd: Bool) {
    var options = input
    if options.format == ResultFormat.logsName { options.format = nil }
    var source = try options.open(symbols: symbols) {
      if let files { return try files.names.indices.map { try files.source($0) } }
      return try options.distinctFiles.map { try ByteSource(path: $0) }
    }
    let trace = try RecordedTrace(reading: &source) { try options.dialect($0) }
    for file in source.files { Console.say(errorsOf: file, continued: options.keepGoing) }
    return (trace, source.wasReadToEnd)
  }

  private func write(
    _ minimization: Minimization, _ result: ResultTrace, _ symbols: TraceSymbols, _ files: RereadableFiles?
  ) throws {
    if let files {
      let excerpts = try LineExcerpts(of: minimization.result, symbols: symbols, files: files)
      if counterexample.hasSuffix("/") { return try excerpts.write(toFolder: counterexample) }
      return try Console.write(excerpts.joined, toFile: counterexample)
    }
    guard case .trace(let format) = to else { return }
    try Console.write(try result.bytes(format), toFile: counterexample)
  }

  /// Writes the report where the trace is not.
  private func tell(_ summary: MinimizationSummary) throws {
    let descriptor = counterexample == "-" ? STDERR_FILENO : STDOUT_FILENO
    let text =
      switch output {
      case .text:
        MinimizationText(
          summary, file: counterexample != "-" && to.isReadable && !writesLogs ? counterexample : nil,
          options: colour.textOptions(on: descriptor)
        ).text
      case .json: MinimizationJSON(summary).text
      }
    try Console.write(
      Array(text.utf8), to: descriptor,
      name: descriptor == STDERR_FILENO ? "standard error" : "standard output")
  }
}

extension Minimizer.Approach: ExpressibleByArgument {}
