/// Reads traces in the Informal Trace Format of Apalache and Quint.
///
/// Apalache ADR 015. Actions are not part of the format; Quint writes them into a variable `mbt::actionTaken`.
public struct ITFReader: TraceReader {
  /// The most states that one call reads.
  private static let batchStateCount = 64

  public private(set) var tally = ReadingTally()
  public var dialect: SourceDialect { interpreter.dialect }

  private let lines: LineReader
  private let file: FileID
  private var stateCount: UInt32 = 0
  private var interpreter: StateInterpreter
  private var document: StateDocument?
  /// Stands before the next state.
  private var scanner = JSONScanner()
  private var hasEnded = false

  /// Interns names in `symbols`, which all readers of an input share.
  public init(_ lines: LineReader, mapping: SpecMapping, symbols: TraceSymbols) {
    self.lines = lines
    file = symbols.file(lines.name)
    interpreter = StateInterpreter(mapping: mapping, symbols: symbols)
  }

  public mutating func read(into events: inout [TraceEvent]) throws(ReadingError) -> Bool {
    if hasEnded { return false }
    let countBefore = events.count
    defer { tally.events += events.count - countBefore }
    do throws(ReadingError) {
      return try readStates(into: &events)
    } catch {
      hasEnded = true
      tally.badLines += 1
      throw error
    }
  }

  private mutating func readStates(into events: inout [TraceEvent]) throws(ReadingError) -> Bool {
    let document = try open()
    for _ in 0..<Self.batchStateCount {
      let state: SpecState?
      do {
        state = try nextState(document)
      } catch {
        throw document.reading(error)
      }
      guard let state else {
        hasEnded = true
        return false
      }
      do {
        try interpreter.append(state, to: &events)
      } catch {
        throw error.reading(file: lines.name, line: Int(state.position.line))
      }
    }
    return true
  }

  private mutating func open() throws(ReadingError) -> StateDocument {
    if let document { return document }
    let document = try StateDocument(lines, tally: &tally)
    do {
      scanner = try Self.findStates(document.bytes.span)
    } catch {
      throw document.reading(error)
    }
    self.document = document
    return document
  }

  /// A scanner that stands in the array of states.
  private static func findStates(_ bytes: Span<UInt8>) throws(JSONError) -> JSONScanner {
    var scanner = JSONScanner()
    try scanner.enterObject(bytes)
    while let key = try scanner.nextKey(bytes) {
      if key.equals("states", in: bytes) {
        try scanner.enterArray(bytes)
        return scanner
      }
      try scanner.skipValue(bytes)
    }
    throw JSONError(.key, at: scanner.position, in: bytes)
  }

  private mutating func nextState(_ document: StateDocument) throws(JSONError) -> SpecState? {
    let bytes = document.bytes.span
    guard try scanner.nextElement(bytes) else { return nil }
    _ = try scanner.kind(bytes)
    stateCount += 1
    let position = SourcePosition(
      file: file, line: UInt32(clamping: document.line(at: scanner.position)), state: stateCount)
    var variables: [String: SpecValue] = [:]
    try scanner.enterObject(bytes)
    while let key = try scanner.nextKey(bytes) {
      let name = key.text(in: bytes)
      let value = try SpecValue.scan(&scanner, bytes)
      if !name.hasPrefix("#") { variables[name] = value }
    }
    return SpecState(variables: variables, position: position)
  }
}
