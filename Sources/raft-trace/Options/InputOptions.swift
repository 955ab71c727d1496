import ArgumentParser
import TraceFormat

/// What to read, shared by all commands that read traces.
struct InputOptions: ParsableArguments {
  @Argument(
    help:
      "Trace or log files; several are one trace (one log per server). - is standard input; gzip and zstd are read."
  )
  var files: [String]

  @Option(help: "Name of the format (see raft-trace formats); guessed from the content if absent.")
  var format: String?

  @Option(
    help: ArgumentHelp("A mapping of your own for logs or states (YAML); may be repeated.", valueName: "file")
  )
  var mapping: [String] = []

  @Option(
    help: ArgumentHelp(
      "How the source departs from the plainest reading (Documentation/TraceFormat.md); may be repeated: \(SourceDialect.parameterHelp.joined(separator: ", ")).",
      valueName: "parameter=value"))
  var dialect: [String] = []

  @Flag(help: "Read on behind lines that cannot be read, and say how many there were.")
  var keepGoing = false

  /// Opens all files.
  func open(_ paths: [String]? = nil, symbols: TraceSymbols) throws -> TraceInput {
    try open(symbols: symbols) { try (paths ?? distinctFiles).map { try ByteSource(path: $0) } }
  }

  /// Opens sources.
  func open(symbols: TraceSymbols, _ sources: () throws -> [ByteSource]) throws -> TraceInput {
    let table = try formatTable()
    do {
      let sources = try sources()
      return try TraceInput(
        sources: sources, format: try format.map { try Self.format($0, in: table) }, table: table,
        symbols: symbols, continuesBehindBadLines: keepGoing)
    } catch let error as ReadingError {
      throw Console.fail(error.description, ExitStatus(error))
    }
  }

  /// The formats, with the user's own mappings.
  func formatTable() throws -> FormatTable {
    var logs: [LogMapping] = []
    var states: [SpecMapping] = []
    for path in mapping {
      switch try Self.loadMapping(path) {
      case .log(let mapping): logs.append(mapping)
      case .states(let mapping): states.append(mapping)
      }
    }
    guard states.count <= 1 else { throw ValidationError("Only one mapping for states can be given.") }
    return FormatTable(mappings: logs, states: states.first ?? .standard)
  }

  static func loadMapping(_ path: String) throws -> MappingFile {
    do {
      let bytes = try ByteSource(path: path).readToEnd(lengthMaximum: LogMapping.lengthMaximum)
      return try MappingFile(yaml: bytes, file: path)
    } catch let error as ReadingError {
      throw Console.fail(error.description, ExitStatus(error))
    } catch let error as MappingError {
      throw Console.fail(error.description, .malformedInput)
    }
  }

  private static func format(_ name: String, in table: FormatTable) throws -> InputFormat {
    guard let format = table[name] else {
      let names = table.formats.map(\.name).joined(separator: ", ")
      throw ValidationError("Unknown format '\(name)'; known are: \(names).")
    }
    return format
  }

  /// The files without repetition: the same lines twice would be two events each.
  var distinctFiles: [String] {
    var seen: Set<String> = []
    return files.filter { file in
      if seen.insert(file).inserted { return true }
      Console.say("raft-trace: \(ReadingError.escape(file)) is named twice; it is read once")
      return false
    }
  }

  /// The source's dialect with what the user declared.
  func dialect(_ source: SourceDialect) throws -> SourceDialect {
    var result = source
    for text in dialect {
      let parts = text.split(separator: "=", maxSplits: 1).map(String.init)
      guard parts.count == 2, result.set(parts[0], to: parts[1]) else {
        throw ValidationError(
          "Unknown dialect parameter '\(text)'; known are: \(SourceDialect.parameterHelp.joined(separator: ", "))."
        )
      }
    }
    return result
  }
}
