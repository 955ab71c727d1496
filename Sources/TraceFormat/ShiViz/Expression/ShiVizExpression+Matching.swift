extension ShiVizExpression {
  /// The places of the named groups in the text; nil for a group that took no part.
  typealias Groups = [Range<Int>?]

  /// The most states of one match, steps times bytes: a line of half a megabyte with a common expression.
  static let stateMaximum = 1 << 25

  /// Finds the first match, as the greedy expression prefers it; nil where there is none.
  ///
  /// A match begins in the first line. Each pair of step and byte is tried once, so the time is bounded by their product.
  func firstMatch(in text: Span<UInt8>, beginningBefore end: Int) -> Groups? {
    guard program.count * (text.count + 1) <= Self.stateMaximum else { return nil }
    var matching = Matching(program: program, textCount: text.count, slotCount: names.count * 2)
    for start in 0...min(end, text.count) {
      if let slots = matching.match(from: start, in: text) {
        return names.indices.map {
          slots[2 * $0] < 0 || slots[2 * $0 + 1] < 0 ? nil : slots[2 * $0]..<slots[2 * $0 + 1]
        }
      }
    }
    return nil
  }
}

/// One search, with what it has already tried in vain.
private struct Matching {
  private enum Task {
    case visit(step: Int, position: Int)
    /// Takes a mark back, once all that follows it has failed.
    case restore(slot: Int, position: Int)
  }

  let program: [ShiVizExpression.Instruction]
  let textCount: Int
  private var visited: [UInt64]
  private var slots: [Int]
  private var tasks: [Task] = []

  init(program: [ShiVizExpression.Instruction], textCount: Int, slotCount: Int) {
    self.program = program
    self.textCount = textCount
    visited = Array(repeating: 0, count: (program.count * (textCount + 1) + 63) / 64)
    slots = Array(repeating: -1, count: slotCount)
  }

  mutating func match(from start: Int, in text: Span<UInt8>) -> [Int]? {
    for i in slots.indices { slots[i] = -1 }
    tasks = [.visit(step: 0, position: start)]
    while let task = tasks.popLast() {
      switch task {
      case .restore(let slot, let position): slots[slot] = position
      case .visit(let step, let position): if run(step, position, text) { return slots }
      }
    }
    return nil
  }

  /// Follows one path until it fails; true where it reaches the end of the program.
  private mutating func run(_ step: Int, _ position: Int, _ text: Span<UInt8>) -> Bool {
    var (step, position) = (step, position)
    while isNew(step, position) {
      switch program[step] {
      case .byte(let set):
        guard position < textCount, set.contains(text[position]) else { return false }
        position += 1
        step += 1
      case .split(let first, let second):
        tasks.append(.visit(step: second, position: position))
        step = first
      case .jump(let target): step = target
      case .mark(let slot):
        tasks.append(.restore(slot: slot, position: slots[slot]))
        slots[slot] = position
        step += 1
      case .lineStart:
        guard position == 0 || text[position - 1] == 0x0a else { return false }
        step += 1
      case .lineEnd:
        guard position == textCount || text[position] == 0x0a else { return false }
        step += 1
      case .match: return true
      }
    }
    return false
  }

  private mutating func isNew(_ step: Int, _ position: Int) -> Bool {
    let state = step * (textCount + 1) + position
    let bit: UInt64 = 1 << UInt64(state & 63)
    defer { visited[state >> 6] |= bit }
    return visited[state >> 6] & bit == 0
  }
}
