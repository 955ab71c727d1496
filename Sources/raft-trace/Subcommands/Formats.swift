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
    let mapping =
      try LogMappings.builtIn.first { $0.name == test } ?? InputOptions.loadMapping(test)
    do {
      try show(mapping, on: log)
    } catch let error as ReadingError {
      throw Console.fail(error.description, ExitStatus(error))
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
    while let line = try run.next() { try Console.write("\(line)\n") }
    try Console.write("\n\(run.summary)\n")
  }
}
