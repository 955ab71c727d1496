import RaftModel

/// Moves the steps of a run so that what one server does stands together, as far as it still shows what must be shown.
///
/// A Raft run is a partial order of which a trace is one of many linear ones (Lamport 1978); the one with the fewest changes
/// of the server is the easiest to read. A move is not reasoned about but tried.
struct ReadingOrder {
  /// How many candidates one pass puts to the test at most.
  var callMaximum = 300

  func improve<Problem>(_ reduction: inout Reduction<Problem>) where Problem.Element == ScheduledStep {
    let end = reduction.callCount + callMaximum
    var tried: Set<ReadingCost> = []
    while improveOnce(&reduction, end, &tried) {}
  }

  /// Takes the first of the moves that make the run easier to read, the best ones first; false where there is none.
  private func improveOnce<Problem>(
    _ reduction: inout Reduction<Problem>, _ end: Int, _ tried: inout Set<ReadingCost>
  ) -> Bool where Problem.Element == ScheduledStep {
    let steps = reduction.current
    let cost = ReadingCost(steps)
    var moves: [(cost: ReadingCost, steps: [ScheduledStep])] = []
    forEachMove(of: steps) { moved in
      let movedCost = ReadingCost(moved)
      if movedCost < cost, !tried.contains(movedCost) { moves.append((movedCost, moved)) }
    }
    moves = moves.enumerated().sorted {
      $0.element.cost == $1.element.cost ? $0.offset < $1.offset : $0.element.cost < $1.element.cost
    }.map(\.element)
    for move in moves {
      guard !reduction.isStopped, reduction.callCount < end else { return false }
      if tried.insert(move.cost).inserted, reduction.improve(with: move.steps) { return true }
    }
    return false
  }

  /// Calls `body` with every order that comes of moving a part of a run of one server's steps elsewhere.
  private func forEachMove(of steps: [ScheduledStep], _ body: ([ScheduledStep]) -> Void) {
    for part in parts(of: steps) {
      var rest = steps
      rest.removeSubrange(part)
      for place in 0...rest.count where place != part.lowerBound {
        guard isBoundary(place, of: rest, beside: steps[part.lowerBound]) else { continue }
        var moved = rest
        moved.insert(contentsOf: steps[part], at: place)
        body(moved)
      }
    }
  }

  /// The single steps, and the beginnings and ends of the runs of steps of one server.
  private func parts(of steps: [ScheduledStep]) -> [Range<Int>] {
    var parts: [Range<Int>] = []
    var begin = 0
    while begin < steps.count {
      var end = begin + 1
      while end < steps.count, steps[end].action.place == steps[begin].action.place { end += 1 }
      for k in begin..<end { parts.append(k..<k + 1) }
      for k in (begin..<end).dropLast() where end - k > 1 { parts.append(k..<end) }
      for k in (begin..<end).dropFirst(2) { parts.append(begin..<k) }
      begin = end
    }
    return parts
  }

  /// Whether nothing is torn apart by steps that are put there: runs meet there, or steps of the same server stand there.
  private func isBoundary(_ place: Int, of steps: [ScheduledStep], beside step: ScheduledStep) -> Bool {
    guard place > 0, place < steps.count else { return true }
    let (before, after) = (steps[place - 1].action.place, steps[place].action.place)
    return before != after || before == step.action.place
  }
}

extension Reduction where Element == ScheduledStep {
  /// Tries a run that is no shorter but easier to read; takes it where it is when it is executed.
  mutating func improve(with candidate: [ScheduledStep]) -> Bool {
    guard let executed = attempt(candidate), ReadingCost(executed) < ReadingCost(current) else {
      return false
    }
    replace(with: executed)
    return true
  }
}
