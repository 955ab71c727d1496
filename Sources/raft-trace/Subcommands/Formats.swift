import ArgumentParser
import TraceFormat

/// Lists the formats that are read, and tests a mapping on a log.
struct Formats: ParsableCommand {
  static let configuration = CommandConfiguration(
    abstract:
      "List the formats that are read; with --test, show line by line what a mapping makes of a log."
  )

  @Option(
    help: ArgumentHelp(
      "A mapping to test on a log (Documentation/Mappings.md).", valueName: "mapping"))
  var test: String?

  @Argument(help: "With --test: the log.")
  var log: String?

  func validate() throws {
    if (test == nil) != (log == nil) {
      throw ValidationError("--test MAPPING needs a LOG, and a LOG needs --test.")
    }
  }

  func run() throws {
    guard let test, let log else { return try list() }
    let mapping = try LogMappings.builtIn.first { $0.name == test } ?? Self.logMapping(test)
    do {
      try show(mapping, on: log)
    } catch let error as ReadingError {
      throw Console.fail(error.description, ExitStatus(error))
    }
  }

  private static func logMapping(_ path: String) throws -> LogMapping {
    switch try InputOptions.loadMapping(path) {
    case .log(let mapping): return mapping
    case .states:
      throw ValidationError("--test shows lines of logs; a mapping for states is tried with convert.")
    }
  }

  private func list() throws {
    let formats = FormatTable().formats
    let width = formats.map(\.name.count).max() ?? 0
    for format in formats {
      let padding = String(repeating: " ", count: width - format.name.count)
      try Console.write("\(format.name)\(padding)  \(format.title)\n")
    }
  }

  private func show(_ mapping: LogMapping, on log: String) throws {
    var run = MappingTest(LineReader(try ByteSource(path: log)), mapping: mapping)
    var badLines = 0
    while true {
      do {
        guard let line = try run.next() else { break }
        try Console.write(ReadingError.escape("\(line)") + "\n")
      } catch let error as ReadingError {
        badLines += 1
        try Console.write("\(error)\n")
        guard error.linesBehindAreReadable else { break }
      }
    }
    try Console.write(Self.text(run.summary))
    if badLines > 0 { throw ExitStatus.malformedInput.code }
  }

  /// The totals, and what the mapping misses most often.
  private static func text(_ summary: MappingTest.Summary) -> String {
    var lines = [
      "",
      "\(summary.lines) lines; left \(summary.linesLeft), of another shape \(summary.linesOfOtherShape), without a server \(summary.linesWithoutServer)",
    ]
    if summary.linesCut > 0 {
      lines.append("\(summary.linesCut) last line without a newline, left as it may be cut")
    }
    lines += summary.eventCounts.map { "  \($0.name.rawValue): \($0.count)" }
    let shapes = summary.frequentShapes(10)
    if !shapes.isEmpty { lines.append("Most frequent of what was left:") }
    lines += shapes.map { "  \($0.count) × \(ReadingError.escape($0.text))" }
    return lines.joined(separator: "\n") + "\n"
  }
}
