/// Reads the counterexamples of the FizzBee model checker.
///
/// `error-graph.json`, what it prints, or `nodes_errors.pb` with the links beside it. Each state is told by its difference to
/// the one before; statements are joined to steps of Raft first (`FizzBeeSteps`). A crash of a role is a crash and a start.
///
/// Calls between roles are no messages: caller and callee are one thread, nothing is in flight, and their arguments are
/// called and counted as each specification likes. So the dialect says that messages are not shown.
public struct FizzBeeReader: TraceReader {
  /// The most links that one call reads.
  private static let batchLinkCount = 64

  public private(set) var tally = ReadingTally()
  public var dialect: SourceDialect { interpreter.dialect }

  private let lines: LineReader
  private let file: FileID
  private let termNames: [SpecWord]
  private var source: Source?
  private var interpreter: StateInterpreter
  private var steps = FizzBeeSteps()
  private var hasEnded = false

  private enum Source {
    case graph(FizzBeeGraph)
    case console(FizzBeeConsole)
    case bundle(FizzBeeBundle)

    mutating func next(_ tally: inout ReadingTally) throws(ReadingError) -> FizzBeeLink? {
      switch self {
      case .graph(var graph):
        defer { self = .graph(graph) }
        return try graph.next()
      case .console(var console):
        defer { self = .console(console) }
        return try console.next(&tally)
      case .bundle(var bundle):
        defer { self = .bundle(bundle) }
        return try bundle.next()
      }
    }
  }

  /// Interns names in `symbols`, which all readers of an input share.
  public init(_ lines: LineReader, mapping: SpecMapping, symbols: TraceSymbols) {
    self.lines = lines
    file = symbols.file(lines.name)
    let mapping = mapping.forFizzBee
    termNames = (mapping.variables[.currentTerm] ?? []).map { SpecWord($0) }
    interpreter = StateInterpreter(mapping: mapping, symbols: symbols)
  }

  public mutating func read(into events: inout [TraceEvent]) throws(ReadingError) -> Bool {
    if hasEnded { return false }
    let countBefore = events.count
    defer { tally.events += events.count - countBefore }
    do throws(ReadingError) {
      return try readLinks(into: &events)
    } catch {
      hasEnded = true
      tally.badLines += 1
      // What was read before the fault stays read.
      if let step = steps.finish() { try? tell(step, &events) }
      throw error
    }
  }

  private mutating func readLinks(into events: inout [TraceEvent]) throws(ReadingError) -> Bool {
    var source = try opened()
    defer { self.source = source }
    for _ in 0..<Self.batchLinkCount {
      guard let link = try source.next(&tally) else {
        hasEnded = true
        if let step = steps.finish() { try tell(step, &events) }
        return false
      }
      if let step = steps.add(link) { try tell(step, &events) }
    }
    return true
  }

  private mutating func tell(_ step: FizzBeeLink, _ events: inout [TraceEvent]) throws(ReadingError) {
    var state = SpecState(
      variables: step.state.variables(termNames: termNames), action: step.action, position: step.position)
    if step.crashesRole { state.parameters = [.text(String(step.name.dropFirst("crash-role ".count)))] }
    do throws(StateError) {
      try interpreter.append(state, to: &events)
    } catch {
      throw error.reading(file: lines.name, line: Int(step.position.line))
    }
  }

  private mutating func opened() throws(ReadingError) -> Source {
    if let source { return source }
    switch FizzBeeFile(lines.prefix(FormatTable.prefixLength).span) {
    case .nodes:
      let bytes = try lines.readToEnd(lengthMaximum: StateDocument.lengthMaximum)
      return .bundle(try FizzBeeBundle(bytes, name: lines.name, file: file))
    case .links:
      throw ReadingError(
        file: lines.name,
        kind: .malformed(
          found: "the links of a path without its states",
          expected: "nodes_errors.pb; this file is read beside it"))
    case .graph:
      return .graph(try FizzBeeGraph(StateDocument(lines, tally: &tally), file: file))
    case .console, nil: return .console(FizzBeeConsole(lines, file: file))
    }
  }
}

extension SpecMapping {
  /// The same names, and what FizzBee's specifications use besides; calls between roles show no message.
  var forFizzBee: SpecMapping {
    var mapping = self
    mapping.variables[.role, default: []] += ["mode", "nodeMode", "raftMode"]
    mapping.dialect.showsMessages = false
    return mapping
  }
}
