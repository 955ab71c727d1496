/// The path that FizzBee prints on its standard output, behind what it says of its run.
///
/// A block is a line of six dashes, the link's name, a line of two dashes, the global variables in JSON, and a line for each
/// instance of a role.
struct FizzBeeConsole {
  private let lines: LineReader
  private let file: FileID
  /// Whether the line of dashes before the next block is consumed.
  private var isAtBlock = false
  private var hasEnded = false
  private var blockCount = 0
  private var roleCount = 0
  /// What the run found, by its last word.
  private var outcome: String?

  init(_ lines: LineReader, file: FileID) {
    self.lines = lines
    self.file = file
  }

  /// The next link; nil at the end.
  mutating func next(_ tally: inout ReadingTally) throws(ReadingError) -> FizzBeeLink? {
    while !isAtBlock {
      guard let line = try nextLine(&tally) else { return try end() }
      note(line.text)
      isAtBlock = line.text.elementsEqual(Self.rule)
    }
    guard !hasEnded, let name = try nextLine(&tally), let dashes = try nextLine(&tally),
      dashes.text.elementsEqual(Self.shortRule)
    else {
      // Behind the last block come the names of the files that were written.
      isAtBlock = false
      hasEnded = true
      return try end()
    }
    let state = try block(&tally)
    blockCount += 1
    roleCount = state.roles.count
    let text = String(decoding: name.text, as: UTF8.self)
    return FizzBeeLink(
      name: text, state: state,
      position: SourcePosition(file: file, line: UInt32(clamping: name.number)),
      thread: text.hasPrefix("thread-") ? text : nil)
  }

  private struct Line {
    let number: Int
    let text: [UInt8]
  }

  private static let rule = "------".utf8
  private static let shortRule = "--".utf8

  private mutating func block(_ tally: inout ReadingTally) throws(ReadingError) -> FizzBeeState {
    var state = FizzBeeState()
    isAtBlock = false
    while let line = try nextLine(&tally) {
      if line.text.elementsEqual(Self.rule) {
        isAtBlock = true
        return state
      }
      if line.text.starts(with: "state: ".utf8) {
        state.globals = try globals(line)
      } else if !line.text.isEmpty {
        state.roles.append(try role(line))
      }
    }
    hasEnded = true
    if state.roles.count < max(roleCount, 1) {
      throw ReadingError(
        file: lines.name, line: tally.lines, kind: .unexpectedEnd(expected: "the rest of a state, and ------")
      )
    }
    return state
  }

  private func globals(_ line: Line) throws(ReadingError) -> [FizzBeeState.Field] {
    var scanner = JSONScanner(position: 7)
    do throws(JSONError) {
      let value = try SpecValue.scan(&scanner, line.text.span)
      try scanner.end(line.text.span)
      return Self.fields(value.pairs ?? [])
    } catch {
      throw error.reading(file: lines.name, line: line.number)
    }
  }

  /// Reads `Node#0: fields(currentTerm = 1, …)`; parameters of the role may stand before its fields.
  private func role(_ line: Line) throws(ReadingError) -> FizzBeeState.Role {
    let text = line.text.span
    var scanner = StarlarkScanner()
    do throws(StarlarkError) {
      guard let reference = scanner.name(text), reference.contains("#") else {
        throw StarlarkError(offset: 0, expected: "an instance of a role, as Node#0, or ------")
      }
      var role = FizzBeeState.Role(reference: reference)
      try scanner.require(":", text)
      repeat {
        guard scanner.name(text) != nil else { throw scanner.error("fields(…)") }
        try scanner.require("(", text)
        let fields = Self.fields(try scanner.arguments(text))
        role.fields = fields + role.fields.filter { old in !fields.contains { $0.name == old.name } }
        _ = scanner.take(",", text)
      } while !scanner.isAtEnd(text)
      return role
    } catch {
      throw error.reading(file: lines.name, line: line.number, text)
    }
  }

  private static func fields(_ pairs: [SpecValue.Pair]) -> [FizzBeeState.Field] {
    pairs.compactMap { pair in pair.key.name.map { FizzBeeState.Field(name: $0, value: pair.value) } }
  }

  /// Nothing where a path was read; otherwise says why there is none.
  private func end() throws(ReadingError) -> FizzBeeLink? {
    if blockCount > 0 { return nil }
    throw ReadingError(
      file: lines.name,
      kind: .malformed(
        found: outcome.map { "a run that ends with \(ReadingError.quote($0))" } ?? "a run without its end",
        expected: "the path to a failure, which FizzBee prints between lines of ------"))
  }

  private mutating func note(_ line: [UInt8]) {
    for word in ["PASSED", "FAILED", "DEADLOCK"] where line.starts(with: word.utf8) {
      outcome = String(decoding: line, as: UTF8.self)
    }
  }

  private func nextLine(_ tally: inout ReadingTally) throws(ReadingError) -> Line? {
    guard let line = try lines.next() else { return nil }
    tally.lines += 1
    let text = lines.withBytes(of: line) { span in span.withUnsafeBufferPointer { Array($0) } }
    return Line(number: line.number, text: text)
  }
}
