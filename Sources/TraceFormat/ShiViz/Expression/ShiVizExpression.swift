/// A regular expression of the kind that stands at the head of a log for ShiViz, made ready to match bytes.
///
/// Characters, `.`, classes, escapes, groups with and without names, alternatives, greedy and lazy repetition, `^` and `$`.
/// What looks ahead or behind, refers back or asks for a word's edge is refused. Bytes above ASCII match as single bytes.
struct ShiVizExpression {
  /// A step of matching; numbers are places in `program`.
  enum Instruction: Equatable {
    case byte(ByteSet)
    case split(first: Int, second: Int)
    case jump(Int)
    /// Remembers where the matching is: slot 2n begins group n, slot 2n + 1 ends it.
    case mark(Int)
    case lineStart
    case lineEnd
    case match
  }

  /// The longest program: `(a{100}){100}` is refused.
  static let lengthMaximum = 4096

  let program: [Instruction]
  /// The named groups, in order; a slot's number divided by two is a place in it.
  let names: [String]
  /// How many lines a match spans.
  let lineCount: Int

  /// - Throws: what the expression holds that cannot be matched, and where, counted from 1.
  init(_ text: Span<UInt8>) throws(ShiVizExpressionError) {
    var parser = ShiVizExpressionParser()
    let tree = try parser.parse(text)
    var compiler = ShiVizExpressionCompiler()
    try compiler.append(tree)
    program = compiler.program + [.match]
    names = parser.names
    lineCount = tree.newlineCount + 1
  }
}

/// Why an expression cannot be used.
struct ShiVizExpressionError: Error, Equatable {
  /// The byte in the expression, counted from 1.
  var column: Int
  var found: String
  var expected: String
}

/// An expression as it is written.
indirect enum ShiVizExpressionTree {
  case empty
  case byte(ByteSet)
  case sequence([ShiVizExpressionTree])
  case alternatives([ShiVizExpressionTree])
  case repetition(ShiVizExpressionTree, from: Int, through: Int?, isLazy: Bool)
  /// A group whose place is remembered.
  case group(ShiVizExpressionTree, number: Int)
  case lineStart
  case lineEnd

  /// How many line ends stand in it, of alternatives the most.
  var newlineCount: Int {
    switch self {
    case .empty, .lineStart, .lineEnd: 0
    case .byte(let set): set == ByteSet(0x0a) ? 1 : 0
    case .sequence(let parts): parts.reduce(0) { $0 + $1.newlineCount }
    case .alternatives(let parts): parts.map(\.newlineCount).max() ?? 0
    case .repetition(let part, let least, let most, _): part.newlineCount * min(most ?? max(least, 1), 16)
    case .group(let part, _): part.newlineCount
    }
  }
}

/// Turns a tree into a program.
private struct ShiVizExpressionCompiler {
  var program: [ShiVizExpression.Instruction] = []

  mutating func append(_ tree: ShiVizExpressionTree) throws(ShiVizExpressionError) {
    guard program.count < ShiVizExpression.lengthMaximum else {
      throw ShiVizExpressionError(column: 1, found: "too many repetitions", expected: "a shorter expression")
    }
    switch tree {
    case .empty: break
    case .byte(let set): program.append(.byte(set))
    case .sequence(let parts): for part in parts { try append(part) }
    case .alternatives(let parts): try append(alternatives: parts[...])
    case .group(let part, let number):
      program.append(.mark(2 * number))
      try append(part)
      program.append(.mark(2 * number + 1))
    case .repetition(let part, let least, let most, let isLazy):
      for _ in 0..<least { try append(part) }
      guard let most else { return try append(any: part, isLazy) }
      for _ in least..<most { try append(optional: part, isLazy) }
    case .lineStart: program.append(.lineStart)
    case .lineEnd: program.append(.lineEnd)
    }
  }

  private mutating func append(
    alternatives parts: ArraySlice<ShiVizExpressionTree>
  ) throws(ShiVizExpressionError) {
    guard let first = parts.first else { return }
    guard parts.count > 1 else { return try append(first) }
    let split = reserve()
    try append(first)
    let jump = reserve()
    program[split] = .split(first: split + 1, second: program.count)
    try append(alternatives: parts.dropFirst())
    program[jump] = .jump(program.count)
  }

  private mutating func append(
    any part: ShiVizExpressionTree, _ isLazy: Bool
  ) throws(ShiVizExpressionError) {
    let split = reserve()
    try append(part)
    program.append(.jump(split))
    program[split] = fork(split + 1, program.count, isLazy)
  }

  private mutating func append(
    optional part: ShiVizExpressionTree, _ isLazy: Bool
  ) throws(ShiVizExpressionError) {
    let split = reserve()
    try append(part)
    program[split] = fork(split + 1, program.count, isLazy)
  }

  private func fork(_ inside: Int, _ behind: Int, _ isLazy: Bool) -> ShiVizExpression.Instruction {
    isLazy ? .split(first: behind, second: inside) : .split(first: inside, second: behind)
  }

  private mutating func reserve() -> Int {
    program.append(.match)
    return program.count - 1
  }
}
