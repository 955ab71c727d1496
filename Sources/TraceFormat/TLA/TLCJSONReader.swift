/// Reads the behavior that TLC writes with `-dumpTrace json`.
///
/// `{"counterexample": {"action": [[[1, state], {"name": …}, [2, state]], …], "state": [[1, state], …]}, "vars": […]}`;
/// older versions have `action` and `state` at the top. The steps are read, which name the actions; of a behavior
/// without steps its state.
public struct TLCJSONReader: TraceReader {
  /// The most states that one call reads.
  private static let batchStateCount = 64

  public private(set) var tally = ReadingTally()
  public var dialect: SourceDialect { interpreter.dialect }

  private let lines: LineReader
  private let file: FileID
  private var interpreter: StateInterpreter
  private var document: StateDocument?
  /// Stands before the next element of `steps` or `states`.
  private var scanner = JSONScanner()
  private var readsSteps = true
  private var lastNumber: Int64 = 0
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
      let states: [SpecState]?
      do {
        states = try nextStates(document)
      } catch {
        throw document.reading(error)
      }
      guard let states else {
        hasEnded = true
        return false
      }
      for state in states {
        do {
          try interpreter.append(state, to: &events)
        } catch {
          throw error.reading(file: lines.name, line: Int(state.position.line))
        }
      }
    }
    return true
  }

  private mutating func open() throws(ReadingError) -> StateDocument {
    if let document { return document }
    let document = try StateDocument(lines, tally: &tally)
    do {
      try findBehavior(document.bytes.span)
    } catch {
      throw document.reading(error)
    }
    self.document = document
    return document
  }

  /// Finds the arrays of steps and of states, whatever they are wrapped in.
  private mutating func findBehavior(_ bytes: Span<UInt8>) throws(JSONError) {
    var search = JSONScanner()
    while try search.kind(bytes) == .array {
      try search.enterArray(bytes)
      guard try search.nextElement(bytes) else { throw JSONError(.object, at: search.position, in: bytes) }
    }
    var steps: JSONScanner?
    var states: JSONScanner?
    try search.enterObject(bytes)
    while let key = try search.nextKey(bytes) {
      if key.equals("counterexample", in: bytes) {
        try search.enterObject(bytes)
      } else if key.equals("action", in: bytes), try search.kind(bytes) == .array {
        steps = try Self.enter(&search, bytes)
      } else if key.equals("state", in: bytes), try search.kind(bytes) == .array {
        states = try Self.enter(&search, bytes)
      } else {
        try search.skipValue(bytes)
      }
    }
    readsSteps = steps != nil
    guard let found = steps ?? states else { throw JSONError(.array, at: search.position, in: bytes) }
    scanner = found
  }

  /// A scanner in an array that has elements; the search goes on behind it.
  private static func enter(_ search: inout JSONScanner, _ bytes: Span<UInt8>) throws(JSONError)
    -> JSONScanner?
  {
    var inside = search
    try inside.enterArray(bytes)
    var probe = inside
    let hasElements = try probe.nextElement(bytes)
    try search.skipValue(bytes)
    return hasElements ? inside : nil
  }

  /// The states of the next step that were not told yet; nil at the end, and where the behavior goes back.
  private mutating func nextStates(_ document: StateDocument) throws(JSONError) -> [SpecState]? {
    let bytes = document.bytes.span
    guard try scanner.nextElement(bytes) else { return nil }
    if !readsSteps { return [try numberedState(document, bytes).state] }
    try scanner.enterArray(bytes)
    try next(bytes)
    let from = try numberedState(document, bytes)
    try next(bytes)
    let action = try action(bytes)
    try next(bytes)
    var to = try numberedState(document, bytes)
    guard try !scanner.nextElement(bytes) else {
      throw JSONError(.commaOrArrayEnd, at: scanner.position, in: bytes)
    }
    let isFirst = lastNumber == 0
    guard to.number > max(lastNumber, from.number) else { return isFirst ? [from.state] : nil }
    lastNumber = to.number
    to.state.action = action.name
    to.state.parameters = action.parameters
    return isFirst ? [from.state, to.state] : [to.state]
  }

  private mutating func next(_ bytes: Span<UInt8>) throws(JSONError) {
    guard try scanner.nextElement(bytes) else { throw JSONError(.value, at: scanner.position - 1, in: bytes) }
  }

  /// `[7, {"x": 1}]`.
  private mutating func numberedState(
    _ document: StateDocument, _ bytes: Span<UInt8>
  ) throws(JSONError) -> (number: Int64, state: SpecState) {
    _ = try scanner.kind(bytes)
    let line = document.line(at: scanner.position)
    try scanner.enterArray(bytes)
    try next(bytes)
    let number = try scanner.signedInteger(bytes)
    try next(bytes)
    var variables: [String: SpecValue] = [:]
    try scanner.enterObject(bytes)
    while let key = try scanner.nextKey(bytes) {
      variables[key.text(in: bytes)] = try SpecValue.scan(&scanner, bytes)
    }
    guard try !scanner.nextElement(bytes) else {
      throw JSONError(.commaOrArrayEnd, at: scanner.position, in: bytes)
    }
    let position = SourcePosition(
      file: file, line: UInt32(clamping: line), state: UInt32(clamping: number))
    return (number, SpecState(variables: variables, position: position))
  }

  private mutating func action(_ bytes: Span<UInt8>) throws(JSONError) -> (
    name: String?, parameters: [SpecValue]
  ) {
    let value = try SpecValue.scan(&scanner, bytes)
    var parameters: [SpecValue] = []
    if case .function(let pairs)? = value["context"] { parameters = pairs.map { $0.value } }
    return (value["name"]?.name, parameters)
  }
}
