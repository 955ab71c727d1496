import ArgumentParser
import RaftTraceChecker
import TraceFormat
import TraceRendering

/// Draws a trace, with its violation marked.
struct Render: ParsableCommand {
  static let configuration = CommandConfiguration(
    abstract:
      "Draw a trace: the state graph as SVG, PNG, PDF or DOT, or the sequence diagram as Mermaid text.",
    discussion: """
      The trace is checked first, so that the picture shows its violation with the witnesses. Where there are too many \
      events the most telling ones are drawn, and the picture says how many were left out.
      """)

  @OptionGroup var input: InputOptions

  @Option(
    name: [.customShort("o"), .long],
    help:
      "File to write; its ending is the format: .svg, .png, .pdf, .dot (state graph), .mmd (sequence diagram)."
  )
  var output: String

  @Option(
    name: .customLong("as"),
    help: "The format where the file's name does not tell, as for -o - (standard output).")
  var pictureFile: PictureFile?

  @Option(help: "First line (120) or term (t4) to draw.")
  var from: String?

  @Option(help: "Last line (180) or term (t6) to draw.")
  var to: String?

  @Option(help: ArgumentHelp("Draw only this server's events; may be repeated.", valueName: "name"))
  var server: [String] = []

  @Option(help: "Draw only this group's events.")
  var group: String?

  @Option(help: "The most events to draw; 50 in a state graph and 200 in a sequence diagram if absent.")
  var max: Int?

  func validate() throws {
    _ = try format
    for bound in [from, to].compactMap({ $0 }) where EventFilter.Bound(bound) == nil {
      throw ValidationError("'\(bound)' is neither a line (120) nor a term (t4).")
    }
    if let max, max < 1 { throw ValidationError("--max is at least 1.") }
  }

  func run() throws {
    let format = try format
    let files = try RereadableFiles(input.distinctFiles)
    let symbols = TraceSymbols()
    var trace = try input.open(files.paths, symbols: symbols)
    let report = try input.check(&trace, symbols: symbols, layers: [.facts])
    for file in trace.files { Console.say(errorsOf: file, continued: input.keepGoing) }
    guard report.events > 0 else { throw Console.fail("no event to draw", .undecided) }

    let selection = try select(format.picture, report.violations, files.paths, symbols)
    try format.write(selection, symbols: symbols, to: output)
    Console.say("\(ReadingError.escape(output)): \(selection.omission.sentence)")
    if !trace.wasReadToEnd { throw ExitStatus.malformedInput.code }
  }

  /// Reads the trace a second time, now that the witnesses are known.
  private func select(
    _ picture: PictureKind, _ violations: [Violation], _ paths: [String], _ symbols: TraceSymbols
  ) throws -> EventSelection {
    let filter = EventFilter(
      from: from.flatMap { EventFilter.Bound($0) }, to: to.flatMap { EventFilter.Bound($0) },
      servers: try server.map { try Self.server($0, symbols) },
      group: try group.map { try Self.group($0, symbols) })
    var selector = EventSelector(for: picture, filter: filter, maximum: max, violations: violations)
    var trace = try input.open(paths, symbols: symbols)
    var events: [TraceEvent] = []
    while trace.read(into: &events) != nil {
      for event in events { selector.add(event) }
      events.removeAll(keepingCapacity: true)
    }
    return selector.finish()
  }

  private static func server(_ name: String, _ symbols: TraceSymbols) throws -> ServerID {
    let servers = symbols.servers
    if let server = servers.first(where: { symbols[$0] == name || symbols.displayName($0) == name }) {
      return server
    }
    let names = servers.map { symbols.displayName($0) }.joined(separator: ", ")
    throw ValidationError("No server is called '\(name)'; the trace has \(names).")
  }

  private static func group(_ name: String, _ symbols: TraceSymbols) throws -> GroupID {
    let groups = symbols.groups
    if let group = groups.first(where: { symbols[$0] == name }) { return group }
    throw ValidationError(
      "No group is called '\(name)'; the trace has \(groups.map { symbols[$0] }.joined(separator: ", ")).")
  }

  private var format: PictureFile {
    get throws {
      if let pictureFile { return pictureFile }
      let ending = output.split(separator: ".").last.map { $0.lowercased() } ?? ""
      if let format = PictureFile(rawValue: ending) { return format }
      let endings = PictureFile.allCases.map { "." + $0.rawValue }.joined(separator: ", ")
      throw ValidationError("'\(output)' ends in none of \(endings); --as names the format.")
    }
  }
}
