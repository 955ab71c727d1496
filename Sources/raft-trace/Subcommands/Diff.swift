import ArgumentParser
import RaftTraceChecker
import TraceFormat
import TraceRendering

/// Compares two traces: where they first differ and what differs there.
struct Diff: ParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Compare two traces: where each server first differs, and how they go on.",
    discussion: """
      raft-trace diff A B compares two files or two folders; a folder is one trace, its files the logs of its servers. \
      raft-trace diff a1.log a2.log --with b1.log b2.log names the files of both sides. Servers are compared by what their \
      lines say, never by a clock; what one side does not show differs from nothing (Documentation/Comparing.md).

      Exit status: 0 same, 1 different, 2 nothing to compare, 64 usage, 65 malformed input, 66 input missing or unreadable, \
      70 internal error.
      """)

  enum Output: String, CaseIterable, ExpressibleByArgument {
    case text
    case json
  }

  enum Kinds: String, CaseIterable, ExpressibleByArgument {
    case auto
    case all
    case shared
  }

  enum Payloads: String, CaseIterable, ExpressibleByArgument {
    case auto
    case always
    case never
  }

  @Argument(help: "A and B, each a file or a folder; with --with the files of A.")
  var files: [String]

  @Option(
    name: .customLong("with"), parsing: .upToNextOption,
    help: ArgumentHelp("The files of B.", valueName: "file"))
  var withFiles: [String] = []

  @Option(help: "Name of A's format; guessed from the content if absent.")
  var formatA: String?

  @Option(help: "Name of B's format; guessed from the content if absent.")
  var formatB: String?

  @Option(
    help: ArgumentHelp("A mapping of your own for logs or states (YAML); may be repeated.", valueName: "file")
  )
  var mapping: [String] = []

  @Option(
    help: ArgumentHelp(
      "An event or a field, by its name in raft-trace's own format, that is not compared; may be repeated.",
      valueName: "name"))
  var ignore: [String] = []

  @Option(
    help: ArgumentHelp(
      "Which server of B is which of A, where the names differ; may be repeated.", valueName: "a=b"))
  var rename: [String] = []

  @Option(
    help:
      "all: a kind of event that only one side shows is a difference; shared: it is left out, as it may be that the other side cannot show it; auto: all where both sides are of one format."
  )
  var kinds: Kinds = .auto

  @Option(help: "Whether payloads are compared; auto compares them where both sides show the same ones.")
  var payloads: Payloads = .auto

  @Option(help: "text, or one JSON document (Documentation/comparison.schema.json).")
  var output: Output = .text

  @Flag(help: "Print every server and every place that differs, not only what fits on a screen.")
  var details = false

  @Flag(help: "Read on behind lines that cannot be read, and say how many there were.")
  var keepGoing = false

  @OptionGroup var colour: ColourOptions

  func run() throws {
    let paths = try sides()
    let a = try ComparedInput(paths.a, inputOptions(formatA))
    let b = try ComparedInput(paths.b, inputOptions(formatB))
    let options = try comparisonOptions(a, b)
    let report = TraceComparison(a: a.trace, b: b.trace, options: options).report()
    let context = ComparisonContext(a: a.context, b: b.context)
    switch output {
    case .text:
      var options = colour.textOptions
      options.isDetailed = details
      try Console.write(ComparisonText(report, context: context, options: options).text)
    case .json: try Console.write(ComparisonJSON(report, context: context).text)
    }
    throw ExitStatus(report, hasBadInput: !a.wasReadToEnd || !b.wasReadToEnd).code
  }

  /// The files of both sides.
  private func sides() throws -> Sides<[String]> {
    guard withFiles.isEmpty else { return try expanded(files, withFiles) }
    guard files.count == 2 else {
      throw ValidationError(
        "Two traces are compared, and \(files.count) were given; several files of one trace stand before --with, those of the other behind it."
      )
    }
    guard files != ["-", "-"] else { throw ValidationError("Only one side can be standard input.") }
    return try expanded([files[0]], [files[1]])
  }

  private func expanded(_ a: [String], _ b: [String]) throws -> Sides<[String]> {
    Sides(
      a: try InputFolder.expand(a, table: formatA == nil ? inputOptions(nil).formatTable() : nil),
      b: try InputFolder.expand(b, table: formatB == nil ? inputOptions(nil).formatTable() : nil))
  }

  private func inputOptions(_ format: String?) -> InputOptions {
    var options = InputOptions()
    options.files = []
    options.format = format
    options.mapping = mapping
    options.dialect = []
    options.keepGoing = keepGoing
    return options
  }

  private func comparisonOptions(_ a: ComparedInput, _ b: ComparedInput) throws -> ComparisonOptions {
    var options = ComparisonOptions()
    options.kinds =
      switch kinds {
      case .all: .all
      case .shared: .shared
      case .auto: a.formats == b.formats ? .all : .shared
      }
    options.payloads =
      switch payloads {
      case .always: .always
      case .never: .never
      case .auto: a.formats == b.formats ? .whereShared : .never
      }
    for name in ignore { try add(ignored: name, to: &options) }
    options.renames = try rename.map { text in
      let parts = text.split(separator: "=", maxSplits: 1).map(String.init)
      guard parts.count == 2 else { throw ValidationError("'\(text)' is not of the form a=b.") }
      return ComparisonOptions.Rename(a: parts[0], b: parts[1])
    }
    return options
  }

  private func add(ignored name: String, to options: inout ComparisonOptions) throws {
    let fields = ComparedField.named(name)
    let event = EventName(rawValue: name)
    guard event != nil || !fields.isEmpty else {
      throw ValidationError(
        "Unknown event or field '\(name)'; they are named in Documentation/TraceFormat.md.")
    }
    if let event { options.ignoredEvents.insert(event) }
    for field in fields { options.ignoredFields.insert(field) }
  }
}

/// One side of a comparison, read to its end.
private struct ComparedInput {
  let trace: ComparedTrace
  let context: ReportContext
  let wasReadToEnd: Bool

  init(_ paths: [String], _ options: InputOptions) throws {
    let symbols = TraceSymbols()
    var input = try options.open(paths, symbols: symbols)
    var trace = ComparedTrace(symbols: symbols)
    var events: [TraceEvent] = []
    while input.read(into: &events) != nil {
      for event in events { trace.append(event) }
      events.removeAll(keepingCapacity: true)
    }
    for file in input.files { Console.say(errorsOf: file, continued: options.keepGoing) }
    self.trace = trace
    context = ReportContext(symbols: symbols, files: input.files)
    wasReadToEnd = input.wasReadToEnd
  }

  var formats: Set<String> { Set(context.inputs.map(\.format)) }
}

extension ExitStatus {
  /// The status of a comparison, as of diff: of a trace that could not be read whole nothing is said.
  fileprivate init(_ report: ComparisonReport, hasBadInput: Bool) {
    if hasBadInput {
      self = .malformedInput
      return
    }
    switch report.verdict {
    case .same: self = .conforms
    case .differ: self = .violates
    case .notComparable: self = .undecided
    }
  }
}
