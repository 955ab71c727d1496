/// Reads the behaviors that TLC prints: the text of an error trace, with or without `-tool`, and of `-simulate`.
///
/// Everything between states is passed over: progress, warnings, statistics. A behavior ends where TLC says that it
/// goes back to an earlier state or stutters, and the next one begins with state 1.
public struct TLCTextReader: TraceReader {
  /// The most bytes that a state may have.
  static let stateLengthMaximum = 64 << 20
  /// The most states that one call reads.
  private static let batchStateCount = 64

  public private(set) var tally = ReadingTally()
  public var dialect: SourceDialect { interpreter.dialect }

  private let lines: LineReader
  private let file: FileID
  private var interpreter: StateInterpreter
  /// The header of the state whose lines come next, and its line.
  private var header: (TLCHeader, line: Int)?
  private var lastNumber = 0
  private var text: [UInt8] = []
  private var hasEnded = false

  /// Interns names in `symbols`, which all readers of an input share.
  public init(_ lines: LineReader, mapping: SpecMapping, symbols: TraceSymbols) {
    self.lines = lines
    file = symbols.file(lines.name)
    interpreter = StateInterpreter(mapping: mapping, symbols: symbols)
  }

  public mutating func read(into events: inout [TraceEvent]) throws(ReadingError) -> Bool {
    let countBefore = events.count
    defer { tally.events += events.count - countBefore }
    for _ in 0..<Self.batchStateCount {
      guard try readState(into: &events) else { return false }
    }
    return true
  }

  /// Reads up to the end of the next state.
  private mutating func readState(into events: inout [TraceEvent]) throws(ReadingError) -> Bool {
    if hasEnded { return false }
    while true {
      let line: LineReader.Line?
      do throws(ReadingError) {
        line = try lines.next()
      } catch {
        loseState()
        throw error
      }
      guard let line else {
        hasEnded = true
        try finishState(&events)
        return false
      }
      tally.lines += 1
      if try take(line, &events) { return true }
    }
  }

  /// Takes in a line; true where it ended a state.
  private mutating func take(_ line: LineReader.Line, _ events: inout [TraceEvent]) throws(ReadingError)
    -> Bool
  {
    let role = lines.withBytes(of: line) { LineRole($0, isInState: header != nil, hasText: !text.isEmpty) }
    switch role {
    case .state(let new):
      let isWhole = header != nil && !text.isEmpty
      try finishState(&events)
      header = (new, line.number)
      return isWhole
    case .value:
      lines.withBytes(of: line) { bytes in
        bytes.withUnsafeBufferPointer { text.append(contentsOf: $0) }
        text.append(UInt8(ascii: "\n"))
      }
      guard text.count <= Self.stateLengthMaximum else {
        loseState()
        throw ReadingError(
          file: lines.name, line: line.number, kind: .inputTooLong(maximum: Self.stateLengthMaximum))
      }
      return false
    case .other:
      tally.linesWithoutEvents += 1
      guard header != nil, !text.isEmpty else { return false }
      try finishState(&events)
      return true
    }
  }

  /// Tells the state whose lines were gathered; a header without values is a remark of TLC.
  private mutating func finishState(_ events: inout [TraceEvent]) throws(ReadingError) {
    guard let (header, line) = header, !text.isEmpty else {
      self.header = nil
      return
    }
    defer {
      self.header = nil
      text.removeAll(keepingCapacity: true)
    }
    let isNewBehavior = header.isInitial || header.number <= max(lastNumber, 1)
    lastNumber = header.number
    if isNewBehavior { interpreter.beginBehavior() }
    do {
      var state = SpecState(
        variables: try variables(behind: line), action: header.action,
        position: SourcePosition(file: file, line: UInt32(clamping: line)))
      state.parameters = header.parameters.map { .text($0) }
      try tell(state, line, &events)
    } catch {
      interpreter.forgetState()
      tally.badLines += 1
      throw error
    }
  }

  private mutating func tell(
    _ state: SpecState, _ line: Int, _ events: inout [TraceEvent]
  ) throws(ReadingError) {
    do {
      try interpreter.append(state, to: &events)
    } catch {
      throw error.reading(file: lines.name, line: line)
    }
  }

  private func variables(behind line: Int) throws(ReadingError) -> [String: SpecValue] {
    do {
      return try TLAState.variables(text.span)
    } catch {
      // The text begins in the line behind the header.
      let before = text[..<min(error.offset, text.count)]
      let start = before.lastIndex(of: UInt8(ascii: "\n")).map { $0 + 1 } ?? 0
      let number = line + 1 + before.count { $0 == UInt8(ascii: "\n") }
      throw ReadingError(file: lines.name, line: number, column: before.count - start + 1, kind: error.kind)
    }
  }

  private mutating func loseState() {
    header = nil
    text = []
    interpreter.forgetState()
    tally.badLines += 1
  }
}

/// What a line of TLC's text is.
private enum LineRole {
  case state(TLCHeader)
  case value
  case other

  init(_ line: Span<UInt8>, isInState: Bool, hasText: Bool) {
    if let header = TLCHeader(line) {
      self = .state(header)
    } else if isInState, Self.isValue(line, hasText: hasText) {
      self = .value
    } else {
      self = .other
    }
  }

  /// Conjuncts begin with /\, what is wrapped with a blank; a lone variable has neither.
  private static func isValue(_ line: Span<UInt8>, hasText: Bool) -> Bool {
    guard line.count > 0 else { return false }
    if line[0] == UInt8(ascii: "/"), line.count > 1, line[1] == UInt8(ascii: "\\") { return true }
    if hasText { return line[0] == UInt8(ascii: " ") || line[0] == 0x09 }
    var scanner = TLAValueScanner()
    return scanner.name(line) != nil && scanner.take("=", line)
  }
}
